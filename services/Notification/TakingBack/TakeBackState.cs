using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;

namespace Csirt.Notification.TakingBack;

/// <summary>
/// How a notification stood, as Escalation knows it, told back after Notification was restored: that it was acknowledged is not
/// asked again, and the row goes on above the version that was told. A mail that had been sent may have gone out again by then,
/// under the same Message-ID: at least once.
/// </summary>
internal sealed class TakeBackState : ITakeBack<NotificationChanged>
{
    /// <summary>More changes than a notification sees.</summary>
    private const long Jump = 100;

    private static readonly Sql Raise = new("UPDATE notification SET version = @version WHERE town = @town AND id = @id");

    private static readonly Sql SelectOfCase = new($"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND case_id = @caseId AND by_rule = 1 ORDER BY seq");

    public async Task TakeBackAsync(NotificationChanged told, DateTimeOffset begunAt, IUnitOfWork uow)
    {
        var row = await Acknowledge.FindAsync(uow, told.NotificationId) ?? throw new NotYetException($"Notification {told.NotificationId} has not been asked for again yet.");
        if (row.Version >= told.Version && row.StateAt < begunAt)
        {
            return;
        }

        await uow.ExecuteAsync(Raise, new { row.Id, version = Math.Max(row.Version, told.Version) + Jump });
        if (told.State == LedgerState.Acknowledged && row.State != LedgerState.Acknowledged)
        {
            var answer = new NewAcknowledgement(AcknowledgedBy.Contact, told.At, null, null, "復元：報告義務サービスの控えから。いつ、どのように確認したかは失われています。");
            await Acknowledge.RecordAsync(uow, row, answer);
            return;
        }

        LedgerState.Tell(uow, RowChange.Of((await Acknowledge.FindAsync(uow, row.Id))!));
    }

    /// <summary>What a restored Escalation had asked for of a case, and what became of it.</summary>
    public static async Task<IReadOnlyList<IMessage>> AskedAsync(IReadSession session, string caseId)
    {
        var rows = await session.QueryAsync<LedgerRow>(SelectOfCase, new { caseId });
        return [.. rows.SelectMany(row => new IMessage[] { Request(row), Change(row) })];
    }

    private static NotificationRequested Request(LedgerRow row) => new()
    {
        Town = row.Town,
        NotificationId = row.Id,
        CaseId = row.CaseId,
        CaseNumber = row.CaseNumber,
        Drill = row.Drill,
        RuleId = row.RuleId ?? "",
        Basis = row.Basis ?? "",
        PersonId = row.PersonId,
        ContactId = row.ContactId,
        Gateway = row.Gateway,
        Roles = row.RoleList,
        Subject = row.Subject,
        Wanted = row.Wanted,
        Body = row.Body,
        NeedsAcknowledgement = row.NeedsAcknowledgement,
        AcknowledgeBy = row.AcknowledgeByAt,
        Digest = row.Digest,
        RequestedAt = row.RequestedAt,
    };

    private static NotificationChanged Change(LedgerRow row) => new()
    {
        Town = row.Town,
        NotificationId = row.Id,
        CaseId = row.CaseId,
        Version = row.Version,
        State = row.State == LedgerState.DigestWaiting ? LedgerState.Requested : row.State,
        At = row.StateAt,
        Overdue = row.OverdueAt is not null && row.State != LedgerState.Acknowledged,
    };
}
