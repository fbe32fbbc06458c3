using System.Text.Json;
using Csirt.Notification.Ledger;
using Csirt.Platform.Database;

namespace Csirt.Notification.Sending;

/// <summary>
/// Due mails are claimed for a while, sent outside any transaction, and then marked. Who claimed and died loses the claim; the
/// mail is sent again under the same name.
/// </summary>
internal static class Claims
{
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);

    /// <summary>Background work looks at the rows of every town.</summary>
    public const string EveryTown = "*";

    // Of a digest, the oldest notification that still waits stands for all of them. @lane: a gateway as town/name; null: mail, and
    // whatever has a gateway that isn't configured here, which then fails in plain sight instead of waiting for ever.
    private static readonly Sql Take = new(
        $"""
        UPDATE notification SET claim = @claim, claimed_until_at = @until
        WHERE seq IN (
            SELECT n.seq FROM notification n
            WHERE n.state = 'requested' AND n.try_at <= @now AND (n.claimed_until_at IS NULL OR n.claimed_until_at <= @now)
              AND ((@lane IS NULL AND (n.gateway IS NULL OR n.town || '/' || n.gateway NOT IN (SELECT value FROM json_each(@lanes))))
                  OR n.town || '/' || n.gateway = @lane)
              AND (n.mail_id IS NULL OR NOT EXISTS (
                  SELECT 1 FROM notification o WHERE o.town = n.town AND o.mail_id = n.mail_id AND o.state = 'requested' AND o.seq < n.seq))
            ORDER BY n.try_at, n.seq LIMIT @limit)
        RETURNING {LedgerRow.Columns}
        """,
        $"""
        WITH due AS (
            SELECT TOP (@limit) n.* FROM notification n WITH (UPDLOCK, READPAST, ROWLOCK)
            WHERE n.state = 'requested' AND n.try_at <= @now AND (n.claimed_until_at IS NULL OR n.claimed_until_at <= @now)
              AND ((@lane IS NULL AND (n.gateway IS NULL OR n.town + '/' + n.gateway NOT IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@lanes))))
                  OR n.town + '/' + n.gateway = @lane)
              AND (n.mail_id IS NULL OR NOT EXISTS (
                  SELECT 1 FROM notification o WHERE o.town = n.town AND o.mail_id = n.mail_id AND o.state = 'requested' AND o.seq < n.seq))
            ORDER BY n.try_at, n.seq)
        UPDATE due SET claim = @claim, claimed_until_at = @until
        OUTPUT {LedgerRow.InsertedColumns}
        """)
    { Types = "@lane VARCHAR(64), @until BIGINT" };

    private static readonly Sql SelectRestOfDigests = new(
        $"""
        SELECT {LedgerRow.Columns} FROM notification
        WHERE state = 'requested' AND mail_id IN (SELECT value FROM json_each(@mailIds)) AND id NOT IN (SELECT value FROM json_each(@leads))
        ORDER BY seq
        """,
        $"""
        SELECT {LedgerRow.Columns} FROM notification
        WHERE state = 'requested' AND mail_id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@mailIds)) AND id NOT IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@leads))
        ORDER BY seq
        """);

    // Where no other process is at work, whatever is claimed at the start was claimed by one that has died; and so, anywhere, what
    // is claimed for longer than anyone claims: that was under a clock that ran ahead.
    private static readonly Sql ReleaseLeftOver = new(
        "UPDATE notification SET claim = NULL, claimed_until_at = NULL WHERE state = 'requested' AND (claimed_until_at <= @endedBy OR claimed_until_at > @longest)")
    { Types = "@endedBy BIGINT, @longest BIGINT" };

    /// <summary>Claims due mails, oldest first; each with the notifications it carries.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<LedgerRow>>> TakeAsync(IUnitOfWork uow, string claim, Lane lane)
    {
        var rows = await uow.QueryAsync<LedgerRow>(
            Take, new { claim, now = uow.Now, until = uow.Now + Duration, limit = lane.BatchSize, lane = lane.Gateway, lanes = lane.AllGateways });
        var leads = rows.OrderBy(r => r.Seq).ToList();
        var digests = leads.Where(r => r.MailId is not null).ToList();
        if (digests.Count == 0)
        {
            return [.. leads.Select(r => (IReadOnlyList<LedgerRow>)[r])];
        }

        var rest = await uow.QueryAsync<LedgerRow>(
            SelectRestOfDigests,
            new { mailIds = JsonSerializer.Serialize(digests.Select(r => r.MailId)), leads = JsonSerializer.Serialize(digests.Select(r => r.Id)) });
        var byMail = rest.ToLookup(r => (r.Town, r.MailId));
        return [.. leads.Select(r => r.MailId is null ? (IReadOnlyList<LedgerRow>)[r] : [r, .. byMail[(r.Town, r.MailId)]])];
    }

    /// <summary>Frees what a process that died had claimed: at once where this one is alone, else when the claim has ended.</summary>
    public static Task ReleaseLeftOverAsync(IUnitOfWork uow, bool alone) =>
        uow.ExecuteAsync(ReleaseLeftOver, new { endedBy = alone ? DateTimeOffset.MaxValue : uow.Now, longest = uow.Now + Duration });
}
