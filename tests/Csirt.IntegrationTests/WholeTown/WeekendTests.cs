using Csirt.AllInOne;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.IntegrationTests.Escalation;
using Csirt.Testing;
using MimeKit;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>
/// The machine is off from Friday evening to Monday morning, over acknowledgements, the digest, targets, limits, provisional rings,
/// the paper pack and a quiet case. Afterwards everything overdue was acted on once, in order, and nothing pretends to have been in time.
/// </summary>
public sealed class WeekendTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Monday = new(2026, 11, 24, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Down_for_a_weekend_everything_overdue_is_acted_on_once_in_order_with_honest_times()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-weekend-").FullName;
        try
        {
            var caseId = await FridayEveningAsync(folder);
            var before = Mails(folder).Keys.ToHashSet();
            await MondayMorningAsync(folder, caseId, before);
            await AndAgainAsync(folder, caseId);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> FridayEveningAsync(string folder)
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, folder, new StandingClock(Friday));
        using var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", TestContext.Current.CancellationToken);
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", TestContext.Current.CancellationToken);
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "名簿の入ったUSBメモリが見つからない", SectionId = "sec-shogai" }, stop: TestContext.Current.CancellationToken);
        var card = (await Eventually.GetAsync(() => member.GetAsync<BoardPage>("/api/cases/"), page => page.Cases.Count == 1, "the case")).Cases[0];
        await member.PostAsync<CaseCommandResult>(
            $"/api/cases/{card.Id}/assessment",
            new { incident = "suspected", severity = "medium", facts = new { personal_data = "yes", persons = new { min = 549, max = 549 }, sensitive = "unknown" } },
            ifMatch: card.Version,
            stop: TestContext.Current.CancellationToken);
        await Eventually.GetAsync(() => DutiesAsync(member, card.Id), duties => duties.Any(duty => duty.State == DutyLife.Open), "the duties");
        await Eventually.GetAsync(
            () => LedgerAsync(member, card.Id),
            ledger => ledger.Count > 4 && ledger.All(entry => entry.State is NotificationState.WrittenOut or NotificationState.DigestWaiting), "Friday's mails");

        // 緊急提出: the approval afterwards falls due on the next working day, Tuesday, with the machine still off.
        var urgent = (await DutiesAsync(member, card.Id)).First(duty => duty is { RuleId: "prefecture", State: DutyLife.Open });
        await member.PostAsync<DutyDetail>(
            $"/api/escalation/duties/{urgent.Id}/file", new FileRequest { How = "電話", UrgentReason = "責任者に連絡がつかない" }, urgent.Version, stop: TestContext.Current.CancellationToken);
        var approval = (await DutiesAsync(member, card.Id)).Single(duty => duty.ApprovesDutyId == urgent.Id);
        Assert.Equal((new DateOnly(2026, 11, 24), false), (approval.Limit!.LastDay, approval.Overdue));
        await Eventually.GetAsync(
            () => LedgerAsync(member, card.Id), ledger => ledger.Any(entry => entry.Subject.Contains("事後承認", StringComparison.Ordinal) && entry.State == NotificationState.WrittenOut), "the mail about the approval");
        await UndecidedAsync(staff, member);
        return card.Id;
    }

    // A second case, of which nobody knows whether the law asks for a report: 要判断, with rings on days 1 and 3.
    private static async Task UndecidedAsync(CsirtClient staff, CsirtClient member)
    {
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = "封筒が届いていない", SectionId = "sec-shogai" }, stop: TestContext.Current.CancellationToken);
        var card = (await Eventually.GetAsync(() => member.GetAsync<BoardPage>("/api/cases/"), page => page.Cases.Count == 2, "the second case")).Cases.Single(c => c.Number.EndsWith("-0002", StringComparison.Ordinal));
        await member.PostAsync<CaseCommandResult>(
            $"/api/cases/{card.Id}/assessment",
            new { incident = "suspected", severity = "low", facts = new { personal_data = "unknown", sensitive = "unknown" } },
            ifMatch: card.Version,
            stop: TestContext.Current.CancellationToken);
        await Eventually.GetAsync(() => DutiesAsync(member, card.Id), duties => duties.Any(duty => duty.State == DutyLife.Provisional), "the duty to be decided");
        await Eventually.GetAsync(
            () => LedgerAsync(member, card.Id), ledger => ledger.Count > 4 && ledger.All(entry => entry.State is NotificationState.WrittenOut or NotificationState.DigestWaiting), "its mails");
    }

    private static async Task MondayMorningAsync(string folder, string caseId, HashSet<string> before)
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, folder, new StandingClock(Monday));
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", TestContext.Current.CancellationToken);
        var ledger = await SettledAsync(member, caseId);

        // No acknowledgement since Friday: overdue since then, not since now; asked again once, not once per missed step.
        var firsts = ledger.Where(entry => entry.NeedsAcknowledgement && entry.RequestedAt < Friday.AddHours(1) && entry.AcknowledgeBy is not null).ToList();
        Assert.NotEmpty(firsts);
        Assert.All(firsts, entry => Assert.Equal(entry.AcknowledgeBy, entry.OverdueAt));
        var again = ledger.Where(entry => entry.Subject.StartsWith("【再送】", StringComparison.Ordinal)).ToList();
        Assert.Equal(firsts.Select(entry => entry.PersonId).Order(), again.Select(entry => entry.PersonId).Order());
        Assert.All(again, entry => Assert.Equal(Monday, entry.RequestedAt));

        // The digest that was due on Saturday at eight, and reminders of targets that passed meanwhile.
        Assert.DoesNotContain(ledger, entry => entry.State == NotificationState.DigestWaiting);
        var mails = Mails(folder).Where(mail => !before.Contains(mail.Key)).Select(mail => mail.Value).ToList();
        var digest = mails.Where(mail => mail.TextBody!.Contains("この知らせは遅れて届いています", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(digest);
        Assert.All(digest, mail => Assert.Contains("11月21日（土）8時00分", mail.TextBody, StringComparison.Ordinal));
        Assert.All(digest, mail => Assert.Contains("11月25日（水）8時30分", mail.TextBody, StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("※ 予定の時刻：", StringComparison.Ordinal) && mail.TextBody!.Contains("この知らせを出した時刻：11月25日（水）8時30分", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("何も記録されていません", StringComparison.Ordinal));

        // 事後承認: overdue and on the record as such, never taken for done. The urgent filing keeps Friday's time.
        var duties = await DutiesAsync(member, caseId);
        var approval = duties.Single(duty => duty.ApprovesDutyId is not null);
        Assert.Equal((DutyLife.Open, true), (approval.State, approval.Overdue));
        Assert.Equal(Friday, duties.Single(duty => duty.Id == approval.ApprovesDutyId).History.Single(e => e.What == "urgent_filed").At);

        // One mail a person tells what fell due meanwhile, 事後承認 and the rings of 要判断 on days 1 and 3 included.
        var late = mails.Where(mail => mail.Subject!.StartsWith("【期限超過・", StringComparison.Ordinal)).ToList();
        Assert.Equal(late.Count, late.Select(mail => mail.To.ToString()).Distinct().Count());
        Assert.Contains(late, mail => mail.TextBody!.Contains("事後承認：県への報告の期限（11月24日（火）まで）を過ぎました", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("の義務があるかどうかを判断してください", StringComparison.Ordinal));

        // Nobody gets the same thing twice.
        Assert.Equal(mails.Count, mails.Select(mail => $"{mail.To} {mail.Subject} {mail.TextBody}").Distinct().Count());

        // One paper pack for the days that passed, with the due time and the actual one.
        var state = await Eventually.GetAsync(() => member.GetAsync<PaperPackState>("/api/cases/paper-pack/state"), s => !s.Late, "the paper pack");
        Assert.Equal((Monday, new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero)), (state.MadeAt, state.WantedAt));
        Assert.Equal(["csirt-paper-2026-11-20.html", "csirt-paper-2026-11-25.html", "csirt-paper-latest.html"], System.IO.Directory.GetFiles(Path.Combine(folder, "paper", DemoTown.Code), "*.html").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // Started once more at the same time: nothing is left to be done.
    private static async Task AndAgainAsync(string folder, string caseId)
    {
        var mails = Mails(folder).Count;
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules, folder, new StandingClock(Monday.AddSeconds(1)));
        using var member = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", TestContext.Current.CancellationToken);
        await SettledAsync(member, caseId);
        Assert.Equal(mails, Mails(folder).Count);
    }

    // Settled: whatever was overdue has its follow-up and everything is out, and stays so.
    private static async Task<IReadOnlyList<NotificationEntry>> SettledAsync(CsirtClient member, string caseId)
    {
        var (seen, same) = (-1, 0);
        return await Eventually.GetAsync(
            () => LedgerAsync(member, caseId),
            ledger =>
            {
                var out_ = ledger.All(entry => entry.State is NotificationState.WrittenOut) && ledger.Any(entry => entry.Subject.StartsWith("【再送】", StringComparison.Ordinal));
                same = out_ && ledger.Count == seen ? same + 1 : 0;
                seen = ledger.Count;
                return same > 100;
            },
            "everything to be out", between: TimeSpan.FromMilliseconds(30));
    }

    private static async Task<IReadOnlyList<NotificationEntry>> LedgerAsync(CsirtClient member, string caseId) =>
        (await member.FindAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications"))?.Notifications ?? [];

    // None while Escalation has not heard of the case yet.
    private static async Task<IReadOnlyList<DutyDetail>> DutiesAsync(CsirtClient member, string caseId) =>
        (await member.FindAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties"))?.Duties ?? [];

    private static Dictionary<string, MimeMessage> Mails(string folder) =>
        System.IO.Directory.GetFiles(Path.Combine(folder, "mail", "pickup")).ToDictionary(file => Path.GetFileName(file)!, file => MimeMessage.Load(file));
}
