using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>A fiscal year in figures: by kind and month of Japan, drills apart, and only what the caller may list.</summary>
public sealed class StatisticsTests
{
    private const string Path = "/statistics";

    [Fact]
    public async Task Drills_are_counted_apart_and_the_year_begins_in_April_of_Japan()
    {
        // Ten minutes to April in Japan.
        var time = new FakeTimeProvider(new DateTimeOffset(2027, 3, 31, 14, 50, 0, TimeSpan.Zero));
        await using var cases = await CasesProcess.StartAsync(time);
        var march = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        time.Advance(TimeSpan.FromMinutes(20));
        var member = cases.As(TestDirectory.Member);
        var april = await cases.OpenAsync(r => r with { Kind = IncidentKind.Missent });
        await cases.OpenAsync(r => r with { Kind = IncidentKind.LostDevice });
        await cases.OpenAsync(r => r with { Kind = IncidentKind.LostDevice, Drill = true });
        await member.DoAsync(april, "assessment", new AssessRequest { Incident = Answer.No, Severity = Severity.Critical, Kind = IncidentKind.Missent });
        time.Advance(TimeSpan.FromHours(6));
        member = cases.As(TestDirectory.Member);
        await member.MoveAsync(april, "judge_not_incident");

        var year = await member.GetAsync<CaseStatistics>(Path);
        Assert.Equal((2027, 2, 1, 1), (year.FiscalYear, year.Real.Cases, year.Real.Ended, year.Drills.Cases));
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], year.Real.ByMonth);
        var missent = year.Real.ByKind.Single(k => k.Kind == IncidentKind.Missent);
        Assert.Equal((1, 1, 1, 6.0, 6.0), (missent.Cases, missent.Grave, missent.Ended, Math.Round(missent.MedianHours!.Value, 3), Math.Round(missent.LongestHours!.Value, 3)));
        Assert.Equal([IncidentKind.LostDevice], year.Drills.ByKind.Select(k => k.Kind!.Value));

        var before = await member.GetAsync<CaseStatistics>($"{Path}?fiscal_year=2026");
        Assert.Equal((1, 0, 1), (before.Real.Cases, before.Drills.Cases, before.Real.ByMonth[11]));
        Assert.Null(before.Real.ByKind.Single().MedianHours);
        Assert.NotEmpty(march);
    }

    [Fact]
    public async Task Nobody_counts_what_they_may_not_list()
    {
        await using var cases = await CasesProcess.StartAsync();
        await cases.OpenAsync(r => r with { SectionId = "sec-school" });
        await cases.OpenAsync(r => r with { Restricted = true });
        Assert.Equal(1, (await cases.As(TestDirectory.Member).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(0, (await cases.As(TestDirectory.Manager).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(0, (await cases.As(TestDirectory.Member, TestDirectory.OtherTown).GetAsync<CaseStatistics>(Path)).Real.Cases);
        Assert.Equal(HttpStatusCode.Unauthorized, await cases.AsNobody().StatusAsync(Path));
        using var nonsense = await cases.As(TestDirectory.Member).GetRawAsync($"/api/cases{Path}?fiscal_year=12");
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Contains("年度を西暦4桁で", await nonsense.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
