using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake;
using Csirt.Platform.Audit;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Who may read a report as it came in.</summary>
public sealed class ReadingTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    private static readonly Person[] Responders = [TestDirectory.Contact, TestDirectory.Member, TestDirectory.Leader, TestDirectory.ChiefSecurityOfficer, TestDirectory.Manager];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_the_table_names_read_the_report_whole_once_its_case_is_known()
    {
        var receipt = await intake.FileAsync(new FileReportRequest
        {
            Text = "全体の試験",
            Place = "本庁2階",
            Medium = "USBメモリ",
            DataItems = ["氏名", "口座情報"],
            SystemIds = ["sys-core", "sys-web"],
            Facts = new CaseFacts { PersonalData = Answer.Yes, Persons = new PersonCount(549, 549) },
            Contact = new ReporterContact("連絡先", "内線 199"),
        });
        await RefusedAsync(TestDirectory.Contact, receipt, HttpStatusCode.NotFound);
        await intake.TellAsync(RunningIntake.CaseOf("case-read", receipt.ReportId));
        foreach (var person in Responders)
        {
            var detail = await ReadAsync(person, receipt);
            Assert.Equal(("全体の試験", "本庁2階", "USBメモリ", "内線 199"), (detail.Text, detail.Place, detail.Medium, detail.Contact?.Phone));
            Assert.Equal(["氏名", "口座情報"], detail.DataItems);
            Assert.Equal(["住民情報システム", "公式ウェブサイト"], detail.SystemNames);
            Assert.Equal(new PersonCount(549, 549), detail.Facts.Persons);
            Assert.Equal(("住民課 係員", "住民課", "case-read", "R8-0001"), (detail.ReporterName, detail.SectionName, detail.CaseId, detail.CaseNumber));
        }
    }

    [Fact]
    public async Task To_the_others_it_does_not_exist_or_is_not_theirs_to_read()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "他者の試験" });
        await intake.TellAsync(RunningIntake.CaseOf("case-others", receipt.ReportId));
        await RefusedAsync(TestDirectory.OtherManager, receipt, HttpStatusCode.NotFound);
        await RefusedAsync(TestDirectory.Operator, receipt, HttpStatusCode.NotFound);
        await RefusedAsync(TestDirectory.Ciso, receipt, HttpStatusCode.Forbidden);
        await RefusedAsync(TestDirectory.Head, receipt, HttpStatusCode.Forbidden);
        await RefusedAsync(TestDirectory.Contact, receipt, HttpStatusCode.NotFound, TestDirectory.OtherTown);
    }

    [Fact]
    public async Task The_reporter_reads_their_own_report_and_sees_no_case()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "自分の試験", Contact = new ReporterContact("自分") });
        await intake.TellAsync(RunningIntake.CaseOf("case-mine", receipt.ReportId) with { Stage = CaseStage.Triage });
        var detail = await ReadAsync(TestDirectory.Clerk, receipt);
        Assert.Equal(("自分の試験", Progress.Checking, null, null), (detail.Text, detail.Progress, detail.CaseId, detail.CaseNumber));
    }

    [Fact]
    public async Task A_restricted_report_is_read_by_its_handlers_alone_and_that_is_put_on_record()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "限定した報告", Restricted = true });
        await intake.TellAsync(RunningIntake.CaseOf("case-secret", receipt.ReportId) with { Restricted = true, HandlerIds = [TestDirectory.Leader.Id] });
        await RefusedAsync(TestDirectory.Contact, receipt, HttpStatusCode.NotFound);
        await RefusedAsync(TestDirectory.ChiefSecurityOfficer, receipt, HttpStatusCode.NotFound);
        await ReadAsync(TestDirectory.Leader, receipt);
        await ReadAsync(TestDirectory.Clerk, receipt);
        var rows = await intake.Csirt.Services.GetRequiredService<Database<IntakeModule>>()
            .ReadAsync(TestDirectory.Town, s => AuditChain.OfSubjectAsync(s, $"report/{receipt.ReportId}"), Stop);
        Assert.Equal([TestDirectory.Leader.Id, TestDirectory.Clerk.Id], rows.Where(r => r.Action == "report.read").Select(r => r.Actor));
    }

    [Fact]
    public async Task An_implicated_person_is_shut_out_whatever_their_role()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "関係者の閲覧の試験" });
        await intake.TellAsync(RunningIntake.CaseOf("case-shut", receipt.ReportId) with { ImplicatedIds = [TestDirectory.ChiefSecurityOfficer.Id] });
        await RefusedAsync(TestDirectory.ChiefSecurityOfficer, receipt, HttpStatusCode.NotFound);
        await ReadAsync(TestDirectory.Leader, receipt);
    }

    [Fact]
    public async Task After_a_merge_the_surviving_case_decides_and_the_former_section_still_reads_unless_shut_out()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "統合後の閲覧" });
        var other = RunningIntake.CaseOf("case-survivor", "another") with { SectionId = "sec-school", DepartmentId = "dep-school" };
        await intake.TellAsync(RunningIntake.CaseOf("case-absorbed", receipt.ReportId) with { Version = 2, Stage = CaseStage.Merged, MergedIntoId = other.CaseId });
        await intake.TellAsync(other);
        Assert.Equal("case-survivor", (await ReadAsync(TestDirectory.OtherManager, receipt)).CaseId);
        await ReadAsync(TestDirectory.Manager, receipt);
        await intake.TellAsync(other with { Version = 2, Restricted = true, HandlerIds = [TestDirectory.Leader.Id] });
        await RefusedAsync(TestDirectory.Manager, receipt, HttpStatusCode.NotFound);
        await ReadAsync(TestDirectory.Leader, receipt);
    }

    [Fact]
    public async Task Ones_own_reports_are_listed_newest_first_and_page_by_page()
    {
        var person = TestDirectory.SystemManager;
        var filed = new List<string>();
        for (var i = 0; i < 53; i++)
        {
            filed.Insert(0, (await intake.FileAsync(new FileReportRequest { Text = $"自分の報告 {i} {new string('長', 100)}" }, person)).ReportId);
        }

        await intake.FileAsync(new FileReportRequest { Text = "他人の報告" });
        using var client = intake.As(person);
        var first = (await client.GetFromJsonAsync<MyReports>("/api/intake/reports/mine", CsirtJson.Options, Stop))!;
        var second = (await client.GetFromJsonAsync<MyReports>($"/api/intake/reports/mine?after={first.Next}", CsirtJson.Options, Stop))!;
        Assert.Equal(filed, first.Reports.Concat(second.Reports).Select(r => r.Id));
        Assert.Equal((50, null), (first.Reports.Count, second.Next));
        Assert.All(first.Reports, r => Assert.EndsWith("…", r.Beginning, StringComparison.Ordinal));
    }

    private async Task<ReportDetail> ReadAsync(Person person, ReportReceipt receipt)
    {
        using var client = intake.As(person);
        using var answer = await client.GetAsync(new Uri($"/api/intake/reports/{receipt.ReportId}", UriKind.Relative), Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{person.Id}: {answer.StatusCode}");
        return (await answer.Content.ReadFromJsonAsync<ReportDetail>(CsirtJson.Options, Stop))!;
    }

    private async Task RefusedAsync(Person person, ReportReceipt receipt, HttpStatusCode status, string town = TestDirectory.Town)
    {
        using var client = intake.As(person, town);
        using var answer = await client.GetAsync(new Uri($"/api/intake/reports/{receipt.ReportId}", UriKind.Relative), Stop);
        await RunningIntake.ProblemAsync(answer, status, status == HttpStatusCode.NotFound ? "not_found" : "forbidden");
    }
}
