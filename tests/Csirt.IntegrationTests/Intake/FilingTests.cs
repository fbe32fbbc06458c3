using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Intake;
using Csirt.Platform.Audit;
using Csirt.Platform.Database;
using Csirt.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Every way in: staff, on behalf of others, keys, residents.</summary>
public sealed class FilingTests(RunningIntake intake) : IClassFixture<RunningIntake>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_staff_report_gets_a_number_a_link_and_what_to_do_right_now_and_reaches_cases()
    {
        var receipt = await intake.FileAsync(new FileReportRequest
        {
            Text = "端末に身代金要求の画面が出ている。",
            Kind = IncidentKind.MaliciousCode,
            SystemIds = ["sys-files"],
            Facts = new CaseFacts { PersonalData = Answer.Unknown, Attack = Answer.Suspected },
            Discovered = FactTime.On(new DateOnly(2026, 7, 1)),
        });
        Assert.StartsWith("受付-R", receipt.ReceiptNumber, StringComparison.Ordinal);
        Assert.Equal($"/follow/{receipt.FollowSecret}", receipt.FollowPath);
        Assert.Equal(["ウイルス感染の疑い", "電源は切らない"], receipt.Procedures.Select(p => p.Title));
        Assert.Equal([false, true], receipt.Procedures.Select(p => p.IsLocalAdvice));

        var heard = await intake.HeardAsync(receipt.ReportId);
        Assert.Equal(receipt.ReceiptNumber, heard.ReceiptNumber);
        Assert.Equal(receipt.AcceptedAt, heard.AcceptedAt);
        Assert.Equal((Channel.Staff, TestDirectory.Clerk.Id, "sec-resident"), (heard.Channel, heard.ReporterId, heard.SectionId));
        Assert.Equal(["sys-files"], heard.SystemIds);
        Assert.Equal(new CaseFacts { PersonalData = Answer.Unknown, Attack = Answer.Suspected }, heard.Facts);
        Assert.Equal(FactTime.On(new DateOnly(2026, 7, 1)), heard.Times.Discovered);
    }

    [Fact]
    public async Task Nobody_gave_when_it_was_known_so_the_moment_of_acceptance_stands_in_and_is_marked()
    {
        var assumed = await intake.FileAsync(new FileReportRequest { Text = "書類が見当たらない。" });
        Assert.Equal((true, FactTime.At(assumed.AcceptedAt)), (assumed.KnownAssumed, assumed.Known));
        Assert.Equal(FactTime.Unknown, (await intake.HeardAsync(assumed.ReportId)).Times.Known);
        var given = await intake.FileAsync(new FileReportRequest { Text = "書類が見当たらない。", Known = FactTime.On(new DateOnly(2026, 6, 1)) });
        Assert.Equal((false, FactTime.On(new DateOnly(2026, 6, 1))), (given.KnownAssumed, given.Known));
    }

    [Fact]
    public async Task Without_a_procedure_for_the_kind_the_general_one_is_shown()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "カードをなくした。", Kind = IncidentKind.LostCard });
        Assert.Equal(["まず行うこと"], receipt.Procedures.Select(p => p.Title));
    }

    [Fact]
    public async Task Drills_have_a_series_of_their_own()
    {
        var first = await intake.FileAsync(new FileReportRequest { Text = "訓練の報告", Drill = true });
        var real = await intake.FileAsync(new FileReportRequest { Text = "本物の報告" });
        var second = await intake.FileAsync(new FileReportRequest { Text = "訓練の報告その二", Drill = true });
        Assert.StartsWith("訓練受付-R", first.ReceiptNumber, StringComparison.Ordinal);
        Assert.StartsWith("受付-R", real.ReceiptNumber, StringComparison.Ordinal);
        Assert.Equal(NumberOf(first) + 1, NumberOf(second));
        Assert.True((await intake.HeardAsync(first.ReportId)).Drill);
    }

    [Fact]
    public async Task Numbers_have_no_gaps_and_no_repeats_when_many_file_at_once()
    {
        using var other = intake.As(TestDirectory.Clerk, TestDirectory.OtherTown);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var answer = await other.PostAsJsonAsync("/api/intake/reports", new FileReportRequest { Text = $"報告 {i}" }, CsirtJson.Options, Stop);
            return await RunningIntake.AcceptedAsync(answer);
        }));
        var numbers = receipts.Select(NumberOf).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], 40), numbers);
        Assert.Equal(40, receipts.Select(r => r.FollowSecret).Distinct().Count());
    }

    [Theory]
    [InlineData(Channel.Resident)]
    [InlineData(Channel.Contractor)]
    [InlineData(Channel.Cloud)]
    public async Task Staff_file_for_someone_who_told_them(Channel channel)
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Channel = channel, Text = "窓口で聞いた話", Contact = new ReporterContact("申出者", "00-1234-5678") });
        var heard = await intake.HeardAsync(receipt.ReportId);
        Assert.Equal((channel, TestDirectory.Clerk.Id), (heard.Channel, heard.ReporterId));
        Assert.DoesNotContain("00-1234-5678", JsonSerializer.Serialize(heard, CsirtJson.Options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Channel.Monitoring)]
    [InlineData(Channel.Contractor)]
    [InlineData(Channel.Cloud)]
    public async Task A_key_files_over_its_own_channel(Channel channel)
    {
        using var feed = intake.Feed(channel);
        using var answer = await feed.PostAsJsonAsync(
            "/api/intake/feed/reports",
            new FeedReportRequest { Text = "トップページの改ざんを検知", SystemIds = ["sys-web"], Kind = IncidentKind.Intrusions, Reference = "ALERT-42", Facts = new CaseFacts { Attack = Answer.Yes } },
            CsirtJson.Options,
            Stop);
        var receipt = await RunningIntake.AcceptedAsync(answer);
        Assert.Equal($"/api/intake/follow/{receipt.FollowSecret}", answer.Headers.Location?.ToString());
        Assert.Empty(receipt.Procedures);
        var heard = await intake.HeardAsync(receipt.ReportId);
        Assert.Equal((channel, null, "sec-it"), (heard.Channel, heard.ReporterId, heard.SectionId));
        Assert.Equal(Answer.Yes, heard.Facts.Attack);
    }

    [Fact]
    public async Task A_resident_files_without_signing_in()
    {
        using var anyone = intake.Csirt.Client();
        using var answer = await anyone.PostAsJsonAsync(
            $"/api/intake/public/{TestDirectory.Town}/reports",
            new PublicReportRequest { Text = "別の人の書類が届いた。", Place = "自宅", Contact = new ReporterContact(Phone: "090-0000-0000") },
            CsirtJson.Options,
            Stop);
        var receipt = await RunningIntake.AcceptedAsync(answer);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Empty(receipt.Procedures);
        var heard = await intake.HeardAsync(receipt.ReportId);
        Assert.Equal((Channel.Resident, null, null), (heard.Channel, heard.ReporterId, heard.SectionId));
        Assert.Equal("別の人の書類が届いた。\n場所：自宅", heard.Text);
        Assert.DoesNotContain("090-0000-0000", JsonSerializer.Serialize(heard, CsirtJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_can_not_set_what_is_not_theirs_to_say()
    {
        using var anyone = intake.Csirt.Client();
        using var body = new StringContent(
            """{"text":"外部から","restricted":true,"drill":true,"section_id":"sec-it","facts":{"attack":"yes"},"implicated_ids":["p-ciso"]}""", Encoding.UTF8, "application/json");
        using var answer = await anyone.PostAsync(new Uri($"/api/intake/public/{TestDirectory.Town}/reports", UriKind.Relative), body, Stop);
        var heard = await intake.HeardAsync((await RunningIntake.AcceptedAsync(answer)).ReportId);
        Assert.Equal((false, false, null), (heard.Restricted, heard.Drill, heard.SectionId));
        Assert.Equal(new CaseFacts(), heard.Facts);
        Assert.Empty(heard.ImplicatedIds);
    }

    [Fact]
    public async Task A_restricted_report_starts_restricted_and_does_not_bring_in_the_reporters_own_section()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "上司が住民の情報を私的に閲覧している。", Restricted = true, ImplicatedIds = [TestDirectory.Manager.Id] });
        var heard = await intake.HeardAsync(receipt.ReportId);
        Assert.Equal((true, null), (heard.Restricted, heard.SectionId));
        Assert.Equal([TestDirectory.Manager.Id], heard.ImplicatedIds);
    }

    [Fact]
    public async Task Reports_of_the_same_event_are_suggested_but_never_restricted_ones_nor_drills_for_real_ones()
    {
        const string Text = "基幹サーバの共有フォルダが開けず、見慣れない拡張子のファイルが並んでいる。";
        var request = new FileReportRequest { Text = Text, Kind = IncidentKind.MaliciousCode };
        var first = await intake.FileAsync(request);
        await intake.FileAsync(request with { Drill = true });
        await intake.FileAsync(request with { Restricted = true });
        await intake.FileAsync(new FileReportRequest { Text = "図書館の玄関で自転車の鍵を拾った。", Kind = IncidentKind.Other });
        var second = await intake.FileAsync(request with { Text = "基幹サーバの共有フォルダが開けない。見慣れない拡張子のファイルがたくさんある。" }, TestDirectory.OtherManager);
        Assert.Equal([first.ReportId], (await intake.HeardAsync(second.ReportId)).LikelyDuplicateReportIds);
    }

    [Fact]
    public async Task Filing_is_put_on_record_without_personal_values()
    {
        var receipt = await intake.FileAsync(new FileReportRequest { Text = "記録の試験", Contact = new ReporterContact("連絡先の名前") });
        var database = intake.Csirt.Services.GetRequiredService<Database<IntakeModule>>();
        var rows = await database.ReadAsync(TestDirectory.Town, s => AuditChain.OfSubjectAsync(s, $"report/{receipt.ReportId}"), Stop);
        var row = Assert.Single(rows);
        Assert.Equal(("report.accepted", TestDirectory.Clerk.Id), (row.Action, row.Actor));
        Assert.DoesNotContain("連絡先の名前", row.Detail, StringComparison.Ordinal);
        Assert.True((await database.ReadAsync(TestDirectory.Town, s => AuditChain.VerifyAsync(s, "intake"), Stop)).Whole);
    }

    [Fact]
    public async Task Doors_are_for_those_they_are_meant_for()
    {
        using var nobody = intake.Csirt.Client();
        await RunningIntake.ProblemAsync(await PostAsync(nobody, "reports"), HttpStatusCode.Unauthorized, "not_signed_in");
        await RunningIntake.ProblemAsync(await PostAsync(nobody, "feed/reports"), HttpStatusCode.Unauthorized, "not_signed_in");
        await RunningIntake.ProblemAsync(await PostAsync(nobody, "public/999999/reports"), HttpStatusCode.NotFound, "not_found");
        using var staff = intake.As(TestDirectory.Clerk);
        await RunningIntake.ProblemAsync(await PostAsync(staff, "feed/reports"), HttpStatusCode.Forbidden, "forbidden");
        using var key = intake.Feed(Channel.Cloud);
        await RunningIntake.ProblemAsync(await PostAsync(key, "reports"), HttpStatusCode.Forbidden, "forbidden");
        using var wrong = intake.Csirt.Client();
        wrong.DefaultRequestHeaders.Add("X-Api-Key", TestDirectory.ApiKey(Channel.Cloud) + "x");
        await RunningIntake.ProblemAsync(await PostAsync(wrong, "feed/reports"), HttpStatusCode.Unauthorized, "token_not_accepted");
        using var expired = intake.Csirt.Client();
        var token = intake.Tokens.Mint(TestDirectory.Clerk.Id, TestDirectory.Town, [], TimeProvider.System.GetUtcNow().AddSeconds(-1));
        expired.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await RunningIntake.ProblemAsync(await PostAsync(expired, "reports"), HttpStatusCode.Unauthorized, "token_not_accepted");
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string door) =>
        client.PostAsJsonAsync($"/api/intake/{door}", new { text = "試験" }, CsirtJson.Options, Stop);

    private static int NumberOf(ReportReceipt receipt) => int.Parse(receipt.ReceiptNumber.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
