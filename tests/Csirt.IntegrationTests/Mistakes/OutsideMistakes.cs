using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.IntegrationTests.Clauses;
using Csirt.IntegrationTests.Notification;
using Csirt.IntegrationTests.Samples;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Notification.NotifiedTown;

namespace Csirt.IntegrationTests.Mistakes;

/// <summary>Mistakes 14, 15 and 18: drills, leaked values, and mails that nobody sent.</summary>
public sealed class OutsideMistakes(SampleTown whole) : IClassFixture<SampleTown>
{
    // 123456789018: the check digit is right.
    private const string MyNumber = "1234-5678-9018";

    [Fact]
    public async Task M14_A_drill_is_numbered_apart_reaches_nobody_outside_and_a_real_event_in_it_becomes_a_new_case()
    {
        var drill = await ClauseCase.ReportedAsync(whole, "shogai-tanto", ClauseCase.Report(IncidentKind.MaliciousCode) with { Drill = true });
        Assert.StartsWith("訓練-", (await drill.SeeAsync()).Number, StringComparison.Ordinal);
        await drill.DoAsync("joho-kacho", "real-event", new { reason = "演習中に本物の感染が見つかった" });
        var counterpart = (await drill.SeeAsync()).Counterpart!;
        Assert.DoesNotContain("訓練", counterpart.Number, StringComparison.Ordinal);
        var real = await (await whole.AsAsync("kikaku-bucho")).GetAsync<Csirt.Contracts.Http.Cases.CaseDetail>($"/api/cases/{counterpart.Id}", TestContext.Current.CancellationToken);
        Assert.False(real.Drill);
        Assert.Equal((await drill.SeeAsync()).Times.Known, real.Times.Known);

        await using var town = await NotifiedTown.StartAsync();
        await town.SayAsync(Request("outside", contactId: "c-prefecture") with { Drill = true });
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(town.MailFile("outside"))), "the mail");
        Assert.DoesNotContain("ken@example.lg.jp", town.Mail("outside").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task M15_A_My_Number_typed_into_a_report_a_record_or_a_draft_is_blotted_out_before_it_is_kept()
    {
        var c = await ClauseCase.ReportedAsync(whole, "shogai-tanto", ClauseCase.Report(null) with { Text = $"誤送信した方の番号は {MyNumber} です。" });
        Assert.Contains("伏せました：末尾18", (await c.SeeAsync()).Reports[0].Text, StringComparison.Ordinal);
        await c.DoAsync("joho-kakaricho", "notes", new Csirt.Contracts.Http.Cases.NoteRequest($"番号 {MyNumber} を確認"));
        await c.AssessAsync(new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes, Persons = new PersonCount(1, 1), MyNumber = Answer.No });
        await c.DoOnDutyAsync("joho-kacho", "appi-preliminary", "report", new ReportTextRequest(new Dictionary<string, string> { ["その他参考となる事項"] = $"番号 {MyNumber}" }));
        var duty = await c.DutyAsync("appi-preliminary");
        var report = await whole.Leader.GetAsync<PreparedReport>($"/api/escalation/duties/{duty.Id}/report", TestContext.Current.CancellationToken);
        Assert.Contains("伏せました", report.Items[^1].Text, StringComparison.Ordinal);
        foreach (var text in new[] { System.Text.Json.JsonSerializer.Serialize(await c.SeeAsync()), report.PlainText })
        {
            Assert.DoesNotContain("5678", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task M18_A_mail_written_to_a_folder_is_written_out_and_not_sent()
    {
        await using var town = await NotifiedTown.StartAsync();
        await town.SayAsync(Request("n1"));
        var entry = await town.EntryAsync("n1", NotificationState.WrittenOut);
        Assert.Equal(ContactOutcome.WrittenOut, Assert.Single(entry.Attempts).Outcome);
        Assert.True((await town.AlarmsAsync()).Unsent > 0);
    }
}
