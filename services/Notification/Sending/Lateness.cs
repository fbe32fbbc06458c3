using Csirt.Notification.Digests;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;

namespace Csirt.Notification.Sending;

/// <summary>A mail that goes out late says so, with both times: the machine was off, or the mail server away.</summary>
internal static class Lateness
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromHours(1);

    /// <summary>Null where it goes out in time.</summary>
    public static string? LineOf(IReadOnlyList<LedgerRow> rows, DigestHour digestHour, DateTimeOffset now)
    {
        var due = rows.Max(row => row.Digest ? digestHour.NextAfter(row.RequestedAt) : row.RequestedAt);
        return now - due > Tolerated
            ? $"※ この知らせは遅れて届いています。送る予定の時刻: {MailText.Moment(due)}　実際に送った時刻: {MailText.Moment(now)}"
            : null;
    }
}
