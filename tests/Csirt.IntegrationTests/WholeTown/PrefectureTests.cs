using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>The prefecture sees what its towns have filed with it, and its receipt ends the town's duty (policy 1(9)オ, docs/adr/0019).</summary>
public sealed class PrefectureTests
{
    private const string Words = "障がい福祉課のUSBメモリが見つからない";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_submission_two_receipts_and_both_come_back_as_proof()
    {
        await using var town = await SeededTown.StartAsync(Words);
        await town.FileAsync();

        var listed = (await Eventually.GetAsync(() => town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop), l => l.Reports.Count > 0, "the report at the prefecture")).Reports.Single();
        Assert.Equal((DemoTown.Code, "青葉町（デモ）", town.Case.Number, true), (listed.TownCode, listed.TownName, listed.CaseNumber, listed.ForMinistry));
        Assert.NotEmpty(listed.Items);
        Assert.Equal(["receipt"], listed.Allowed);

        // 県の受付 ends the duty towards the prefecture, and that one alone.
        var received = await StepAsync(town, listed, "receipt", new TownReportStepRequest("県-2026-0317"));
        var duty = await town.DutyAsync("prefecture", d => d.State == DutyLife.Accepted);
        Assert.Equal(("received", "県-2026-0317", "prefecture:990001"), (duty.History[^1].What, duty.History[^1].ReceiptNumber, duty.History[^1].By));
        Assert.Equal(DutyLife.Filed, (await town.DutyAsync("ministry")).State);

        // 総務省: passed on, then received there.
        var forwarded = await StepAsync(town, received, "forwarding", new TownReportStepRequest());
        await town.DutyAsync("ministry", d => d.State == DutyLife.Filed && d.History[^1].What == "forwarded");
        var done = await StepAsync(town, forwarded, "ministry-receipt", new TownReportStepRequest("総行情-88"));
        var ministry = await town.DutyAsync("ministry", d => d.State == DutyLife.Accepted);
        Assert.Equal("総行情-88", ministry.History[^1].ReceiptNumber);
        Assert.Empty(done.Allowed);
    }

    [Fact]
    public async Task An_addition_arrives_as_one()
    {
        await using var town = await SeededTown.StartAsync(Words);
        var filed = await town.FileAsync();
        await town.Member.PostAsync<DutyDetail>($"/api/escalation/duties/{filed.Id}/supplement", new DutySupplementRequest("USBメモリは庁内で見つかった", Complete: true), filed.Version, stop: Stop);
        var listed = await Eventually.GetAsync(() => town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop), l => l.Reports.Count == 2, "both");
        Assert.Equal("USBメモリは庁内で見つかった", Assert.Single(listed.Reports, r => r.Supplement).Items.Single().Text);
    }

    [Fact]
    public async Task Steps_are_taken_in_order_once_and_with_a_number()
    {
        await using var town = await SeededTown.StartAsync(Words);
        await town.FileAsync();
        var report = (await Eventually.GetAsync(() => town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop), l => l.Reports.Count > 0, "the report")).Reports.Single();

        Assert.Equal(HttpStatusCode.Conflict, await TryAsync(town.Officer, report.Id, "forwarding", new TownReportStepRequest(), 1));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync(town.Officer, report.Id, "receipt", new TownReportStepRequest(" "), 1));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync(town.Officer, report.Id, "receipt", new TownReportStepRequest("1", FactTime.At(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero))), 1));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await TryAsync(town.Officer, report.Id, "receipt", new TownReportStepRequest("1"), 7));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(town.Officer, report.Id, "receipt", new TownReportStepRequest("1"), 1));
        Assert.Equal(HttpStatusCode.Conflict, await TryAsync(town.Officer, report.Id, "receipt", new TownReportStepRequest("2"), 2));
    }

    [Fact]
    public async Task The_prefecture_sees_what_was_filed_and_not_the_case_and_nobody_else_sees_either()
    {
        await using var town = await SeededTown.StartAsync(Words);
        await town.FileAsync();
        var report = (await Eventually.GetAsync(() => town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop), l => l.Reports.Count > 0, "the report")).Reports.Single();

        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(town.Officer, $"/api/cases/{town.Case.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(town.Officer, $"/api/escalation/cases/{town.Case.Id}/duties"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(town.Member, "/api/escalation/town-reports"));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(town.Member, $"/api/escalation/town-reports/{report.Id}"));
        using var head = await CsirtClient.SignInAsync(town.Csirt.Client(), DemoTown.PrefectureCode, "digital-kacho", DemoTown.PrefecturePassword, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(head, "/api/escalation/town-reports"));
    }

    [Fact]
    public async Task A_drill_reaches_no_prefecture()
    {
        await using var town = await SeededTown.StartAsync(Words, drill: true);
        Assert.Equal(DutyLife.Filed, (await town.FileAsync()).State);
        await Eventually.TrueAsync(async () => (await town.Officer.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Stop)).IsSuccessStatusCode, "ready");
        Assert.Empty((await town.Officer.GetAsync<TownReports>("/api/escalation/town-reports", Stop)).Reports);
    }

    // Without the prefecture in the installation: the receipt comes by mail or phone and is entered by hand, as ever.
    [Fact]
    public async Task A_town_by_itself_goes_on_by_hand()
    {
        await using var town = await SeededTown.StartAsync(Words, settings: DemoTown.Both);
        var filed = await town.FileAsync();
        var accepted = await town.Member.PostAsync<DutyDetail>($"/api/escalation/duties/{filed.Id}/accept", new AcceptRequest("県受付12"), filed.Version, stop: Stop);
        Assert.Equal(DutyLife.Accepted, accepted.State);
    }

    private static Task<TownReport> StepAsync(SeededTown town, TownReport report, string step, TownReportStepRequest body) =>
        town.Officer.PostAsync<TownReport>($"/api/escalation/town-reports/{report.Id}/{step}", body, report.Version, stop: Stop);

    private static async Task<HttpStatusCode> TryAsync(CsirtClient client, string id, string step, TownReportStepRequest body, long version)
    {
        using var answer = await client.SendAsync($"/api/escalation/town-reports/{id}/{step}", body, version, stop: Stop);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> GetAsync(CsirtClient client, string path)
    {
        using var answer = await client.Http.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return answer.StatusCode;
    }
}
