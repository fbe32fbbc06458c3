using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Two people at one case: nobody overwrites what they have not seen, and two can record at once.</summary>
public sealed class VersionTests
{
    private static readonly RecordMeasureRequest Cut = new() { Kind = MeasureKind.Emergency, Text = "LANケーブルを抜いた" };

    [Fact]
    public async Task A_change_needs_the_version_that_was_seen()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync();
        await member.DoAsync(id, "assessment", new AssessRequest { Incident = Answer.Yes });

        using var without = await member.PostAsync(id, "cause", new CauseRequest("不明", CauseOrigin.Unknown), ifMatch: null);
        var missing = await CaseClient.RefusedAsync(without);
        var stale = await member.RefusedAsync(id, "cause", new CauseRequest("不明", CauseOrigin.Unknown), ifMatch: "\"1\"");
        var malformed = await member.RefusedAsync(id, "cause", new CauseRequest("不明", CauseOrigin.Unknown), ifMatch: "2");

        Assert.Equal((HttpStatusCode)428, missing.Status);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "stale", 2), (stale.Status, stale.Code, stale.Body["current_version"]!.GetValue<int>()));
        Assert.Equal((HttpStatusCode.BadRequest, "if_match_malformed"), (malformed.Status, malformed.Code));
        Assert.Null((await member.SeeAsync(id)).Cause);
    }

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_hears_so()
    {
        await using var cases = await CasesProcess.StartAsync();
        var (member, leader) = (cases.As(TestDirectory.Member), cases.As(TestDirectory.Leader));
        var id = await cases.OpenAsync();
        var answers = await Task.WhenAll(
            member.PostAsync(id, "assessment", new AssessRequest { Severity = Severity.Low }, "\"1\""),
            leader.PostAsync(id, "assessment", new AssessRequest { Severity = Severity.Critical }, "\"1\""));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        Assert.Equal(2, (await member.SeeAsync(id)).Version);
    }

    [Fact]
    public async Task What_only_adds_can_be_recorded_by_many_at_once()
    {
        await using var cases = await CasesProcess.StartAsync();
        var member = cases.As(TestDirectory.Member);
        var id = await cases.OpenAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => member.PostAsync(id, "measures", Cut, "*")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var seen = await member.SeeAsync(id);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"M{i}"), seen.Measures.Select(m => m.Id));
        Assert.Equal(11, seen.Version);

        // What changes the case is not open to that.
        Assert.Equal("if_match_malformed", (await member.RefusedAsync(id, "cause", new CauseRequest("不明", CauseOrigin.Unknown), ifMatch: "*")).Code);
    }
}
