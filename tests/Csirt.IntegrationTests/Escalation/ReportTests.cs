using System.Net;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;
using static Csirt.IntegrationTests.Escalation.EscalationProcess;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>速報 → 確報 → 追完: what people write is kept by version and carried on, with what changed beside it.</summary>
public sealed class ReportTests
{
    private const string Cause = "原因";

    [Fact]
    public async Task What_people_wrote_is_carried_on_to_the_next_report_and_the_differences_show()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var told = await process.SayAsync(c);
        var (preliminary, final) = (Of(told, "appi-preliminary"), Of(told, "appi-final"));
        await process.DoAsync(Liaison, preliminary, "report", Written(Cause, "施錠していない棚からの持ち出し（調査中）"));
        Assert.Equal(TextOrigin.Written, (await ItemAsync(process, preliminary, Cause)).From);
        await process.DoAsync(Liaison, preliminary, "file", new FileRequest { How = "ウェブフォーム", UrgentReason = "承認者不在" });

        var carried = await ItemAsync(process, final, Cause);
        Assert.Equal(("施錠していない棚からの持ち出し（調査中）", TextOrigin.Before, false, false), (carried.Text, carried.From, carried.Missing, carried.ChangedSinceFiled));
        await process.DoAsync(Liaison, final, "report", Written(Cause, "鍵の管理簿の不備"));
        var changed = await ItemAsync(process, final, Cause);
        Assert.Equal((true, "施錠していない棚からの持ち出し（調査中）"), (changed.ChangedSinceFiled, changed.Before));

        await process.DoAsync(Liaison, final, "draft", new DraftRequest());
        await process.DoAsync(TestDirectory.Leader, final, "approve", new ApproveRequest());
        var filed = await process.DoAsync(Liaison, final, "file", new FileRequest { How = "ウェブフォーム", ReceiptNumber = "PPC-2" });
        Assert.Equal(["drafted", "filed"], filed.Submissions.Select(submission => submission.What));
        await process.DoAsync(Liaison, final, "report", Written(Cause, "鍵の管理簿の不備（委託先を含む）"));
        var added = await process.DoAsync(Liaison, final, "supplement", new DutySupplementRequest("原因を追完", Complete: true));
        Assert.Equal(["鍵の管理簿の不備", "鍵の管理簿の不備（委託先を含む）"], added.Submissions.Skip(1).Select(submission => submission.Items.Single(item => item.Title == Cause).Text));
    }

    [Fact]
    public async Task An_item_that_is_emptied_goes_back_to_what_the_case_has_and_an_unknown_one_is_refused()
    {
        await using var process = await StartAsync();
        var told = await process.SayAsync(process.Assessed(Over100));
        var duty = Of(told, "appi-final");
        await process.DoAsync(Liaison, duty, "report", Written("本人の数", "約550人"));
        Assert.Equal("約550人", (await ItemAsync(process, duty, "本人の数")).Text);
        Assert.Contains("549人", (await ItemAsync(process, duty, "本人の数")).CaseSays, StringComparison.Ordinal);
        var back = await process.DoAsync(Liaison, duty, "report", Written("本人の数", " "));
        Assert.Contains("549人", (await ItemAsync(process, duty, "本人の数")).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid"), await process.RefusedAsync(Liaison, $"duties/{duty}/report", Written("氏名", "x"), back.Version));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(TestDirectory.Manager, $"duties/{duty}/report", Written(Cause, "x"), back.Version));
    }

    [Theory]
    [InlineData("appi-final", 10)]
    [InlineData("appi-persons", 5)]
    [InlineData("prefecture", 4)]
    public async Task Every_kind_of_report_is_a_valid_Word_file_with_a_heading_per_item(string rule, int items)
    {
        await using var process = await StartAsync();
        var told = await process.SayAsync(process.Assessed(Over100, with: c => c with { Drill = true }));
        using var client = process.As(Liaison);
        using var answer = await client.GetAsync(new Uri($"/api/escalation/duties/{Of(told, rule)}/report.docx", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", answer.Content.Headers.ContentType?.MediaType);
        using var word = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken));
        var paragraphs = word.MainDocumentPart!.Document!.Body!.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().ToArray();
        Assert.Contains("訓練", paragraphs[0].InnerText, StringComparison.Ordinal);
        Assert.Equal(items, paragraphs.Count(paragraph => paragraph.ParagraphProperties?.OutlineLevel is not null));
    }

    [Fact]
    public async Task The_manager_prepares_what_the_rule_names_them_for_and_decides_no_duty_away()
    {
        await using var process = await StartAsync();
        var c = process.Assessed(Over100);
        var duty = Of(await process.SayAsync(c), "appi-persons");
        await process.DoAsync(TestDirectory.Manager, duty, "report", Written(Cause, "調査中"));
        var version = (await process.SeeAsync(TestDirectory.Manager, c.CaseId)).Duties.Single(d => d.Id == duty).Version;
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await process.RefusedAsync(TestDirectory.Manager, $"duties/{duty}/withdraw", new WithdrawRequest("要らない"), version));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await process.RefusedAsync(TestDirectory.OtherManager, $"duties/{duty}/report", Written(Cause, "x"), version));
    }

    private static ReportTextRequest Written(string title, string text) => new(new Dictionary<string, string> { [title] = text });

    private static async Task<ReportItem> ItemAsync(EscalationProcess process, string duty, string title)
    {
        using var client = process.As(Liaison);
        return (await GetAsync<PreparedReport>(client, $"duties/{duty}/report")).Items.Single(item => item.Title == title);
    }

    private static string Of(DutiesChanged duties, string rule) => duties.Duties.Single(duty => duty.RuleId == rule).Id;
}
