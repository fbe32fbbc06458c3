using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// The promise, on the real process: SIGKILL in a loop under load. Every accepted report has its case, its duties and its
/// notifications; nothing is twice in the ledgers; the audit chains are whole.
/// </summary>
public sealed class KillNineTests
{
    private const int Reports = 200;
    private const int Kills = 6;
    private static readonly string[] Services = ["intake", "cases", "escalation", "notification", "directory"];

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_doubled_when_the_process_is_killed_again_and_again()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var csirt = await CsirtOsProcess.StartAsync();
        var sender = new ReportSender(csirt.Address, "shogai-tanto");
        var sending = sender.SendAsync(Reports, atOnce: 8, stop);
        var kills = 0;
        while (kills < Kills && !sending.IsCompleted)
        {
            kills++;
            var enough = kills * Reports / (Kills + 1);
            await Eventually.TrueAsync(() => Task.FromResult(sender.Receipts.Count >= enough || sending.IsCompleted), $"{enough} receipts");
            csirt.Kill();
            await csirt.StartAgainAsync();
        }

        await sending;
        Assert.Equal(Kills, kills);
        await EverythingIsThereOnceAsync(csirt, [.. sender.Receipts.Values], stop);
    }

    private static async Task EverythingIsThereOnceAsync(CsirtOsProcess csirt, IReadOnlyCollection<ReportReceipt> receipts, CancellationToken stop)
    {
        Assert.Equal(Reports, receipts.Select(r => r.ReportId).Distinct().Count());
        Assert.Equal(Reports, receipts.Select(r => r.ReceiptNumber).Distinct().Count());
        using var csirtMember = await CsirtClient.SignInAsync(csirt.Address, "joho-kakaricho", stop);
        using var auditor = await CsirtClient.SignInAsync(csirt.Address, "kansa-kyokucho", stop);
        var versions = await Eventually.GetAsync(() => VersionsAsync(auditor, stop), v => v.Count >= Reports, "a case for every report");
        Assert.Equal(receipts.Select(r => r.ReportId).Order(), versions.SelectMany(v => v.ReportIds).Order());
        var patterns = new HashSet<string>();
        foreach (var version in versions)
        {
            patterns.Add(await PatternAsync(csirtMember, version.CaseId, stop));
        }

        // All reports are alike, so each case must have been told to the same people for the same reasons, once.
        Assert.Single(patterns);
        await MailIsWrittenOnceAsync(csirt, csirtMember, versions, stop);
        await ChainsAreWholeAsync(auditor, stop);
    }

    private static async Task<IReadOnlyList<CaseVersion>> VersionsAsync(CsirtClient client, CancellationToken stop)
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

    /// <summary>Who was told under which rule, and which duties exist: waits until the case has been evaluated.</summary>
    private static async Task<string> PatternAsync(CsirtClient client, string caseId, CancellationToken stop)
    {
        var duties = await client.GetAsync<CaseDuties>($"/api/escalation/cases/{caseId}/duties", stop);
        var told = await Eventually.GetAsync(
            () => client.GetAsync<CaseNotifications>($"/api/notification/cases/{caseId}/notifications", stop),
            n => n.Notifications.Count > 0 && n.Notifications.All(x => x.State != NotificationState.Requested),
            $"notifications of case {caseId}");
        var recipients = told.Notifications.Select(n => $"{n.RuleId}>{n.PersonId}{n.ContactId}").Order().ToList();
        Assert.Equal(recipients.Distinct(), recipients);
        return string.Join(" ", [.. recipients, "|", .. duties.Duties.Select(d => d.RuleId).Order()]);
    }

    private static async Task MailIsWrittenOnceAsync(CsirtOsProcess csirt, CsirtClient client, IReadOnlyList<CaseVersion> versions, CancellationToken stop)
    {
        var written = 0;
        foreach (var version in versions)
        {
            var told = await client.GetAsync<CaseNotifications>($"/api/notification/cases/{version.CaseId}/notifications", stop);
            written += told.Notifications.Count(n => n.State == NotificationState.WrittenOut);
        }

        var files = System.IO.Directory.GetFiles(Path.Combine(csirt.Folder, "mail", "pickup"), "*.eml");
        Assert.Equal(written, files.Length);
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
