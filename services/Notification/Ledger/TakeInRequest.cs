using Csirt.Contracts.Messages;
using Csirt.Notification.Digests;
using Csirt.Notification.Disposal;
using Csirt.Notification.Overdue;
using Csirt.Notification.Recipients;
using Csirt.Notification.Sending;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Ledger;

/// <summary>
/// Escalation wants someone told: a ledger row, to be mailed at once or with the next digest. Whom mail can't reach fails here
/// and now, in plain sight, instead of being tried forever.
/// </summary>
internal sealed class TakeInRequest(NewRow rows, DirectoryCopies<NotificationModule> directories, DigestHour digestHour, SendingSignal signal)
    : IMessageHandler<NotificationRequested>
{
    public async Task HandleAsync(NotificationRequested message, IUnitOfWork uow)
    {
        if (await RemoveLedger.IsTooLateAsync(uow, message))
        {
            return;
        }

        var recipient = Recipient.Find(directories.Demand(uow.Town), message.PersonId, message.ContactId, message.Gateway);
        var snapshot = await CaseCopies.FindAsync(uow, message.CaseId);
        var error = IsShutOut(snapshot, message.PersonId) ? DeliveryError.RecipientImplicated : recipient.Error;
        var state = error is not null ? LedgerState.Failed : message is { Digest: true, Gateway: null } ? LedgerState.DigestWaiting : LedgerState.Requested;

        // Whatever the request says: nothing of a case that is a drill leaves as real.
        var drill = message.Drill || snapshot is { Drill: true };
        if (!await rows.AddAsync(uow, message, drill, state, error))
        {
            return;
        }

        uow.Audit("notification.requested", $"notification/{message.NotificationId}", new { message.CaseId, message.RuleId, state, error });
        if (message is { NeedsAcknowledgement: true, AcknowledgeBy: { } limit })
        {
            uow.Schedule(MarkOverdue.WorkKind, message.NotificationId, limit);
        }

        switch (state)
        {
            case LedgerState.Requested:
                uow.AfterCommit(signal.Raise);
                break;
            case LedgerState.DigestWaiting:
                uow.Schedule(SendDigest.WorkKind, SendDigest.SubjectOf(message.PersonId, message.ContactId), digestHour.NextAfter(uow.Now));
                break;
            default:
                LedgerState.Tell(uow, new RowChange { Id = message.NotificationId, CaseId = message.CaseId, State = state, Version = 1, ByRule = true });
                break;
        }
    }

    private static bool IsShutOut(CaseChanged? snapshot, string? personId) => personId is not null && snapshot is not null && snapshot.ImplicatedIds.Contains(personId);
}
