using System.Net;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.IntegrationTests.Auditing;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>Retention and disposal at the doors (docs/adr/0024): every refusal, the whole way, and what is left afterwards: nothing but a tombstone.</summary>
public sealed class DisposalTests
{
    // 令和8年度 ends on 2027-03-31; five years from then on, in Japan time.
    private static readonly DateTimeOffset LastMoment = new(2032, 3, 31, 14, 59, 0, TimeSpan.Zero);

    [Fact]
    public async Task Nothing_is_disposed_of_while_anything_stands_against_it()
    {
        await using var town = await DisposalTown.StartAsync();
        await town.ReportAsync();
        Assert.Superset(new HashSet<string> { "not_closed", "duty_open" }, await town.ReasonsAsync("joho-kacho", "disposal-proposal"));

        await town.EndAsync();
        Assert.Equal(["retention_running"], await town.ReasonsAsync("joho-kacho", "disposal-proposal"));
        await town.DoAsync("joho-kacho", "holds", new HoldRequest(HoldKind.Litigation, "損害賠償請求"));
        Assert.Equal(HttpStatusCode.Forbidden, await town.StatusAsync("shogai-kacho", "disposal-proposal"));
        Assert.Equal(HttpStatusCode.Forbidden, await town.StatusAsync("shogai-kacho", "holds", new HoldRequest(HoldKind.Audit, "監査")));
        Assert.Equal(HttpStatusCode.BadRequest, await town.StatusAsync("joho-kacho", "disposal-proposal", new ReasonRequest(" ")));

        await town.GoToAsync(LastMoment);
        Assert.Equal(["on_hold", "retention_running"], (await town.ReasonsAsync("joho-kacho", "disposal-proposal")).Order());
        Assert.Empty((await town.ListAsync()).Due);
        await town.GoToAsync(LastMoment.AddMinutes(1));
        Assert.Equal(["on_hold"], await town.ReasonsAsync("joho-kacho", "disposal-proposal"));
        var due = Assert.Single((await town.ListAsync()).Due);
        Assert.Equal(["on_hold"], due.Unmet.Select(u => u.Code));
        Assert.Equal("損害賠償請求", Assert.Single((await town.ListAsync()).Held).Holds[0].Reason);

        await town.DoAsync("kikaku-bucho", "holds/H1/lifting", new ReasonRequest("判決が確定した"));
        Assert.Empty((await town.ListAsync()).Held);
        Assert.Equal(["not_proposed"], await town.ReasonsAsync("kikaku-bucho", "disposal"));
        await town.DoAsync("joho-kacho", "disposal-proposal", new ReasonRequest("保存期間の満了"));
        Assert.Equal(["already_proposed"], await town.ReasonsAsync("joho-kacho", "disposal-proposal"));
        Assert.Equal(HttpStatusCode.Forbidden, await town.StatusAsync("joho-kacho", "disposal"));
        Assert.Equal(["own_proposal"], await town.ReasonsAsync(town.WithBothRoles(), "disposal"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await town.StatusAsync("kikaku-bucho", "disposal", version: 1));

        // Sent back, it is no longer proposed; proposed anew, a hold that comes in between still stands against it.
        await town.DoAsync("kikaku-bucho", "disposal-proposal/rejection", new ReasonRequest("監査の予定を確認してから"));
        Assert.Equal(["not_proposed"], await town.ReasonsAsync("kikaku-bucho", "disposal"));
        await town.DoAsync("joho-kacho", "disposal-proposal", new ReasonRequest("確認済み"));
        await town.DoAsync("kikaku-bucho", "holds", new HoldRequest(HoldKind.Audit, "定期監査"));
        Assert.Equal(["on_hold"], await town.ReasonsAsync("kikaku-bucho", "disposal"));
        Assert.Equal(HttpStatusCode.OK, await town.GetAsync("kikaku-bucho", $"/api/cases/{town.CaseId}"));
    }

    [Fact]
    public async Task A_merged_case_goes_with_the_one_it_was_merged_into_and_not_by_itself()
    {
        await using var town = await DisposalTown.StartAsync();
        await town.ReportAsync();
        var (merged, report) = await town.MergeAnotherAsync();
        await town.EndAsync();
        await town.GoToAsync(LastMoment.AddMinutes(1));
        Assert.Contains("merged_elsewhere", await town.ReasonsAsync("joho-kacho", "disposal-proposal", merged));
        Assert.Equal(town.CaseId, Assert.Single((await town.ListAsync()).Due).Id);
        var figures = await town.FiguresAsync();

        await town.DoAsync("joho-kacho", "disposal-proposal", new ReasonRequest("保存期間の満了"));
        await town.DoAsync("kikaku-bucho", "disposal", new ReasonRequest("引継ぎの必要なし"));
        Assert.Equal(HttpStatusCode.Gone, await town.GetAsync("joho-kacho", $"/api/cases/{merged}"));
        await town.EventuallyAsync(async () => await town.GetAsync("joho-kacho", $"/api/intake/reports/{report}") == HttpStatusCode.Gone, "its report is gone too");
        Assert.Equal(2, (await town.ReadAsync<DisposedPage>("kikaku-bucho", "/api/cases/disposed")).Cases.Count);
        Assert.Equal((2, 2), (figures.Real.Cases, figures.Real.Ended));
        Assert.Equal(Text(figures.Real), Text((await town.FiguresAsync()).Real));
        await town.CleanRunAsync();
    }

    [Fact]
    public async Task After_the_approval_nothing_is_left_in_any_service_but_a_tombstone()
    {
        await using var town = await DisposalTown.StartAsync();
        await town.ReportAsync();
        await town.EndAsync();
        var number = (await town.SeeAsync()).Number;
        Assert.NotEmpty(town.TracesInFolder());
        await town.GoToAsync(LastMoment.AddMinutes(1));
        var figures = await town.FiguresAsync();
        Assert.Equal(1, figures.Real.Cases);
        await town.DoAsync("joho-kacho", "disposal-proposal", new ReasonRequest("保存期間の満了"));
        await town.DoAsync("kikaku-bucho", "disposal", new ReasonRequest("引継ぎの必要なし"));

        foreach (var path in new[] { $"/api/cases/{town.CaseId}", $"/api/cases/{town.CaseId}/timeline", $"/api/cases/by-number/{Uri.EscapeDataString(number)}", $"/api/cases/by-report/{town.ReportId}" })
        {
            Assert.Equal(HttpStatusCode.Gone, await town.GetAsync("joho-kacho", path));
        }

        foreach (var path in new[]
                 {
                     $"/api/escalation/cases/{town.CaseId}/duties", $"/api/escalation/duties/{town.DutyId}", $"/api/notification/cases/{town.CaseId}/notifications", $"/api/intake/reports/{town.ReportId}",
                 })
        {
            await town.EventuallyAsync(async () => await town.GetAsync("joho-kacho", path) == HttpStatusCode.Gone, $"410 at {path}");
        }

        // Who could not have seen it is not told that there was anything.
        Assert.Equal(HttpStatusCode.NotFound, await town.GetAsync("shogai-tanto", $"/api/intake/reports/{town.ReportId}"));
        var left = await town.ReadAsync<DisposedCase>("joho-kacho", $"/api/cases/disposed/{town.CaseId}");
        Assert.Equal((number, "p-joho-kacho", "p-kikaku-bucho", "引継ぎの必要なし"), (left.Number, left.ProposedBy, left.ApprovedBy, left.Reason));
        Assert.Equal(number, Assert.Single((await town.ReadAsync<DisposedPage>("kikaku-bucho", "/api/cases/disposed")).Cases).Number);

        // Its figures stay, and the past year with them: nothing in them says which case it was.
        Assert.Equal(Text(figures.Real), Text((await town.FiguresAsync()).Real));
        var row = (await RowsOfTown.ReadAsync(town.Folder, DemoTown.Code, TestContext.Current.CancellationToken))["cases.case_figure"];
        Assert.Contains("|sec-shogai|", row, StringComparison.Ordinal);
        Assert.All(new[] { town.CaseId, number, town.ReportId, "|p-" }, id => Assert.DoesNotContain(id, row, StringComparison.Ordinal));

        // What comes too late brings nothing back.
        await town.RepeatAsync(Topology.Services.Cases, nameof(ReportAccepted));
        await town.RepeatAsync(Topology.Services.Escalation, nameof(CaseChanged));
        await town.RepeatAsync(Topology.Services.Notification, nameof(NotificationRequested));
        await town.RepeatAsync(Topology.Services.Intake, nameof(CaseChanged));
        await town.CleanRunAsync();
        await town.EventuallyAsync(async () => (await town.OutboxAsync()).All(body => !DisposalTown.Marks.Any(body.Contains)), "the outboxes are purged", passing: TimeSpan.FromMinutes(20));
        await town.EventuallyAsync(() => Task.FromResult(!town.FilesOfCase().Any()), "attachment and written mails are gone");
        await town.CleanRunAsync();

        // A row taken out by hand is missed as ever: of what went with a case, too.
        await AuditedTown.ByHandAsync(town.Folder, "escalation", "DELETE FROM disposed_row WHERE kind = 'duty' AND id = @id", town.DutyId);
        await town.AlarmAsync("duties", town.DutyId);

        await town.StopAsync();
        Assert.Empty(town.TracesInFolder());
    }

    private static string Text(CaseFigures figures) => JsonSerializer.Serialize(figures, CsirtJson.Options);
}
