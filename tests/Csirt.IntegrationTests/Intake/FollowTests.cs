using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>The follow-up link: how far it has come, additions, and nothing of the case.</summary>
public sealed class FollowTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reporter_sees_the_stages_in_plain_words_and_nothing_of_the_case()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "進み具合の試験" });
        Assert.Equal("受付済み", (await FollowAsync(receipt)).ProgressName);
        var opened = RunningIntake.CaseOf("case-stages", receipt.ReportId) with { Number = "R8-9876" };
        (CaseStage Stage, string Name)[] path =
        [
            (CaseStage.Received, "受付済み"), (CaseStage.Triage, "確認中"), (CaseStage.Containment, "対応中"), (CaseStage.Recovery, "対応中"),
            (CaseStage.PreventionAwaitingCiso, "対応中"), (CaseStage.Resolved, "対応完了"), (CaseStage.Closed, "完了"), (CaseStage.NotIncident, "確認終了"),
        ];
        foreach (var (step, version) in path.Select((s, i) => (s, i + 1)))
        {
            await intake.TellAsync(opened with { Version = version, Stage = step.Stage });
            Assert.Equal(step.Name, (await FollowAsync(receipt)).ProgressName);
        }

        using var anyone = intake.Csirt.Client();
        using var answer = await anyone.GetAsync(new Uri($"/api/intake/follow/{receipt.FollowSecret}", UriKind.Relative), Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.All((string[])["R8-9876", "case-stages", "進み具合の試験", "sec-resident", TestDirectory.Clerk.Id], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_merge_the_surviving_case_is_followed_in_whatever_order_the_snapshots_come_and_after_an_unmerge_its_own()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "統合の試験" });
        var own = RunningIntake.CaseOf("case-own", receipt.ReportId);
        var other = RunningIntake.CaseOf("case-other", "another-report");
        await intake.TellAsync(own);
        await intake.TellAsync(own with { Version = 2, Stage = CaseStage.Merged, MergedIntoId = other.CaseId });
        Assert.Equal(Progress.Checking, (await FollowAsync(receipt)).Progress);
        await intake.TellAsync(other with { Version = 2, Stage = CaseStage.Resolved, AbsorbedIds = [own.CaseId] });
        Assert.Equal(Progress.Handled, (await FollowAsync(receipt)).Progress);
        await intake.TellAsync(own with { Version = 3, Stage = CaseStage.Triage });
        Assert.Equal(Progress.Checking, (await FollowAsync(receipt)).Progress);
    }

    [Fact]
    public async Task An_older_snapshot_changes_nothing()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "順序の試験" });
        var opened = RunningIntake.CaseOf("case-order", receipt.ReportId);
        await intake.TellAsync(opened with { Version = 5, Stage = CaseStage.Recovery });
        await intake.TellAsync(opened with { Version = 4, Stage = CaseStage.Triage, ReportIds = [] });
        Assert.Equal(Progress.Handling, (await FollowAsync(receipt)).Progress);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Of_a_restricted_case_nothing_shows_beyond_that_the_report_was_accepted(bool restrictedByReporter, bool restrictedLater)
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "限定の試験", Restricted = restrictedByReporter });
        await intake.TellAsync(RunningIntake.CaseOf($"case-restricted-{restrictedLater}", receipt.ReportId) with { Version = 3, Stage = CaseStage.Recovery, Restricted = restrictedLater });
        Assert.Equal(Progress.Accepted, (await FollowAsync(receipt)).Progress);
    }

    [Fact]
    public async Task A_reporter_who_is_shut_out_of_the_case_sees_no_progress()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "関係者の試験" });
        await intake.TellAsync(RunningIntake.CaseOf("case-implicated", receipt.ReportId) with { Stage = CaseStage.Recovery, ImplicatedIds = [TestDirectory.Clerk.Id] });
        Assert.Equal(Progress.Accepted, (await FollowAsync(receipt)).Progress);
    }

    [Theory]
    [InlineData("990019-00000000000000000000000000000000")]
    [InlineData("990019-short")]
    [InlineData("no-secret-at-all")]
    [InlineData("990019-0000000000000000000000000000000%27")]
    public async Task A_wrong_link_opens_nothing(string secret)
    {
        using var anyone = intake.Csirt.Client();
        await RunningIntake.ProblemAsync(await anyone.GetAsync(new Uri($"/api/intake/follow/{secret}", UriKind.Relative), Stop), HttpStatusCode.NotFound, "not_found");
        await RunningIntake.ProblemAsync(await anyone.PostAsJsonAsync($"/api/intake/follow/{secret}/notes", new { text = "a" }, Stop), HttpStatusCode.NotFound, "not_found");
        using var file = new ByteArrayContent([1]);
        await RunningIntake.ProblemAsync(await anyone.PostAsync(new Uri($"/api/intake/follow/{secret}/attachments?name=a", UriKind.Relative), file, Stop), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_link_of_one_town_opens_nothing_in_another()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "別の町の試験" });
        using var anyone = intake.Csirt.Client();
        var elsewhere = TestDirectory.OtherTown + receipt.FollowSecret[6..];
        await RunningIntake.ProblemAsync(await anyone.GetAsync(new Uri($"/api/intake/follow/{elsewhere}", UriKind.Relative), Stop), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task What_the_reporter_adds_is_kept_and_reaches_the_case()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "追記の試験" });
        using var anyone = intake.Csirt.Client();
        var first = await NoteAsync(anyone, $"follow/{receipt.FollowSecret}", "思い出したことがある。");
        using var reporter = intake.As(TestDirectory.Clerk);
        var second = await NoteAsync(reporter, $"reports/{receipt.ReportId}", "もう一つ。");
        Assert.Equal((1, 2), (first.Number, second.Number));

        var heard = await Eventually.GetAsync(() => Task.FromResult(intake.Heard.Supplements.Where(s => s.ReportId == receipt.ReportId).ToList()), s => s.Count == 2, "both additions at Cases");
        Assert.Equal([(1, "思い出したことがある。"), (2, "もう一つ。")], heard.Select(s => (s.Number, s.Text!)));
        Assert.Equal([first.AcceptedAt, second.AcceptedAt], (await FollowAsync(receipt)).SupplementedAt);
        var detail = await reporter.GetFromJsonAsync<ReportDetail>($"/api/intake/reports/{receipt.ReportId}", CsirtJson.Options, Stop);
        Assert.Equal(["思い出したことがある。", "もう一つ。"], detail!.Supplements.Select(s => s.Text));
        Assert.Equal("追記の試験", detail.Text);
    }

    [Fact]
    public async Task Nobody_adds_to_someone_elses_report()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "他人の試験" });
        using var other = intake.As(TestDirectory.Leader);
        await RunningIntake.ProblemAsync(await other.PostAsJsonAsync($"/api/intake/reports/{receipt.ReportId}/notes", new { text = "a" }, Stop), HttpStatusCode.NotFound, "not_found");
        using var elsewhere = intake.As(TestDirectory.Clerk, TestDirectory.OtherTown);
        await RunningIntake.ProblemAsync(await elsewhere.PostAsJsonAsync($"/api/intake/reports/{receipt.ReportId}/notes", new { text = "a" }, Stop), HttpStatusCode.NotFound, "not_found");
        using var nobody = intake.Csirt.Client();
        await RunningIntake.ProblemAsync(await nobody.PostAsJsonAsync($"/api/intake/reports/{receipt.ReportId}/notes", new { text = "a" }, Stop), HttpStatusCode.Unauthorized, "not_signed_in");
    }

    [Theory]
    [InlineData("{\"text\":\" \"}")]
    [InlineData("{}")]
    public async Task An_empty_note_is_refused(string body)
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "空の追記の試験" });
        using var anyone = intake.Csirt.Client();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await RunningIntake.FieldErrorAsync(await anyone.PostAsync(new Uri($"/api/intake/follow/{receipt.FollowSecret}/notes", UriKind.Relative), content, Stop), "text");
    }

    private static async Task<SupplementReceipt> NoteAsync(HttpClient client, string door, string text)
    {
        using var answer = await client.PostAsJsonAsync($"/api/intake/{door}/notes", new SupplementRequest(text), CsirtJson.Options, Stop);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<SupplementReceipt>(CsirtJson.Options, Stop))!;
    }

    private async Task<FollowedReport> FollowAsync(ReportReceipt receipt)
    {
        using var anyone = intake.Csirt.Client();
        return (await anyone.GetFromJsonAsync<FollowedReport>($"/api/intake/follow/{receipt.FollowSecret}", CsirtJson.Options, Stop))!;
    }
}
