using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// The promise, counted: reports accepted = cases = expected duties = expected notifications = mails; nothing is missing and
/// nothing is twice in the ledgers; the audit chains are whole.
/// </summary>
internal sealed class Count(Func<string, CancellationToken, Task<CsirtClient>> signIn, Func<NotificationEntry, int> mailsOf)
{
    /// <summary>Mails of a notification in a pickup folder.</summary>
    public static Func<NotificationEntry, int> WrittenTo(string folder) => n => System.IO.Directory.GetFiles(folder, $"*{n.Id}*.eml").Length;

    private static readonly string[] Services = ["intake", "cases", "escalation", "notification", "directory"];

    // 管理者, both of the 窓口 and 統括 at once; CISO and 責任者 with the digest.
    private const int Told = 6;
    private static readonly string[] FirstTold = ["receipt>", "internal-it>", "internal-ciso>"];
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Whoever does not answer in time is told again and others after them, so where the clock ran ahead some cases have more: who was
    /// told at first is counted then, and whether all the rest is as it must be is for the auditor to say.
    /// </summary>
    public bool FollowUps { get; init; }

    /// <summary>Checks these reports among all; returns who was told and which duties exist, the same for each.</summary>
    public async Task<string> CheckAsync(IReadOnlyCollection<ReportReceipt> receipts, IReadOnlyCollection<ReportReceipt> all, CancellationToken stop)
    {
        Assert.Equal(all.Count, all.Select(r => r.ReceiptNumber).Distinct().Count());
        using var member = await signIn("joho-kakaricho", stop);
        using var auditor = await signIn("kansa-kyokucho", stop);
        var cases = await Eventually.GetAsync(() => CasesAsync(auditor, stop), v => v.Count >= all.Count, $"a case for each of {all.Count} reports", Arrival);
        Assert.Equal(all.Select(r => r.ReportId).Order(), cases.SelectMany(v => v.ReportIds).Order());
        var ids = receipts.Select(r => r.ReportId).ToHashSet();
        var patterns = new HashSet<string>();
        foreach (var version in cases.Where(c => c.ReportIds.Any(ids.Contains)))
        {
            patterns.Add(await PatternAsync(member, version.CaseId, stop));
        }

        await ChainsAreWholeAsync(auditor, stop);
        if (FollowUps)
        {
            await ReconciledAsync(auditor, stop);
        }

        // All reports are alike, so each case must have been told to the same people for the same reasons, once.
        Assert.True(patterns.Count == 1, string.Join(Environment.NewLine, patterns));
        return patterns.Single();
    }

    private static async Task<IReadOnlyList<CaseVersion>> CasesAsync(CsirtClient client, CancellationToken stop)
    {
        var all = new List<CaseVersion>();
        for (string? after = null; ;)
        {
            var page = await client.GetAsync<IReadOnlyList<CaseVersion>>($"/api/cases/versions?after={after}", stop);
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page);
            after = page[^1].CaseId;
        }
    }

    /// <summary>Who was told under which rule, and which duties exist: waits until the case has been evaluated and its mails are out.</summary>
    private async Task<string> PatternAsync(CsirtClient client, string caseId, CancellationToken stop)
    {
        var told = await Eventually.GetAsync(
            () => client.FindAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications", stop),
            n => n?.Notifications.Count >= Told && n.Notifications.All(x => x.State != NotificationState.Requested),
            $"notifications of case {caseId}",
            Arrival);
        var duties = await client.GetAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties", stop);
        var recipients = told!.Notifications.Select(n => $"{n.RuleId}>{n.PersonId}{n.ContactId}").Order().ToList();
        if (FollowUps)
        {
            recipients = [.. recipients.Distinct().Where(r => FirstTold.Any(rule => r.StartsWith(rule, StringComparison.Ordinal)))];
        }

        Assert.Equal(recipients.Distinct(), recipients);
        Assert.All(told.Notifications, n => Assert.InRange(mailsOf(n), FewestMails(n), n.State is NotificationState.WrittenOut or NotificationState.Sent ? 1 : 0));

        return string.Join(" ", [.. recipients, "|", .. duties.Duties.Select(d => d.RuleId).Order()]);
    }

    /// <summary>What went out with a digest has no mail of its own; digests go out in the morning, so only where the clock jumps.</summary>
    private int FewestMails(NotificationEntry n) =>
        n.State is NotificationState.WrittenOut or NotificationState.Sent && (n.NeedsAcknowledgement || !FollowUps) ? 1 : 0;

    /// <summary>A run of the auditor that began now finds every service's ledger as it must be.</summary>
    private static async Task ReconciledAsync(CsirtClient auditor, CancellationToken stop)
    {
        var before = (await auditor.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", stop)).AsOf;
        using var asked = await auditor.SendAsync("/api/escalation/alarms/run", new { }, stop: stop);
        Assert.True(asked.IsSuccessStatusCode);
        // A run of the time when the clock ran ahead does not count.
        var found = await Eventually.GetAsync(
            () => auditor.GetAsync<ReconciliationAlarms>("/api/escalation/alarms", stop), a => a.LastCompleteAt >= before && a.LastCompleteAt <= a.AsOf, "a run of the auditor", Arrival);
        Assert.Empty(found.Items.Select(i => $"{i.Check} {i.Subject} {i.Message}"));
        Assert.Equal(found.LastCompleteAt, found.LastCleanAt);
    }

    private static async Task ChainsAreWholeAsync(CsirtClient auditor, CancellationToken stop)
    {
        foreach (var service in Services)
        {
            var verdict = await auditor.GetAsync<AuditVerdict>($"/api/{service}/audit/verification", stop);
            Assert.True(verdict.Whole, $"{service}: row {verdict.FirstBadRow}");
            Assert.True(verdict.GoodRows > 0, service);
        }
    }

    private sealed record AuditVerdict(bool Whole, long GoodRows, long? FirstBadRow);
}
