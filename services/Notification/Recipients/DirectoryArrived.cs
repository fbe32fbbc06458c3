using System.Text.Json;
using Csirt.Contracts.Messages;
using Csirt.Notification.Ledger;
using Csirt.Notification.Sending;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Recipients;

/// <summary>
/// A newer directory: kept, and whoever could not be reached and now has a (new) mail address is written to after all, while
/// their case is open and nobody has told them otherwise.
/// </summary>
internal sealed class DirectoryArrived(DirectoryCopies<NotificationModule> copies, SendingSignal signal) : IMessageHandler<DirectoryChanged>
{
    private static readonly Sql SelectFailed = new(
        """
        SELECT id, person_id, contact_id, gateway, error FROM notification
        WHERE town = @town AND state = 'failed' AND closed = 0 AND by_rule = 1 AND error <> 'recipient_implicated'
        """);

    private static readonly Sql Revive = new(
        """
        UPDATE notification SET state = 'requested', state_at = @now, version = version + 1, try_at = @now, setbacks = 0, error = NULL
        WHERE town = @town AND state = 'failed' AND closed = 0 AND id IN (SELECT value FROM json_each(@ids))
        """,
        """
        UPDATE notification SET state = 'requested', state_at = @now, version = version + 1, try_at = @now, setbacks = 0, error = NULL
        WHERE town = @town AND state = 'failed' AND closed = 0 AND id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@ids))
        """);

    public async Task HandleAsync(DirectoryChanged message, IUnitOfWork uow)
    {
        var before = copies.Find(uow.Town);
        await copies.HandleAsync(message, uow);
        if (before is not null && before.Snapshot.Version >= message.Version)
        {
            return;
        }

        var now = new TownDirectory(message);
        var curable = (await uow.QueryAsync<FailedRow>(SelectFailed)).Where(row => MayReach(row, before, now)).Select(row => row.Id).ToList();
        if (curable.Count > 0)
        {
            await uow.ExecuteAsync(Revive, new { ids = JsonSerializer.Serialize(curable), now = uow.Now });
            curable.ForEach(id => uow.Audit("notification.retried", $"notification/{id}", new { directory = message.Version }));
            uow.AfterCommit(signal.Raise);
        }
    }

    // An address that a mail server refused is worth a try only where it is another one now.
    private static bool MayReach(FailedRow row, TownDirectory? before, TownDirectory now)
    {
        var address = Recipient.Find(now, row.PersonId, row.ContactId, row.Gateway).Where;
        return address is not null
            && (row.Error is DeliveryError.RecipientUnknown or DeliveryError.NoMailAddress or DeliveryError.MailAddressInvalid or DeliveryError.NoGatewayAddress or DeliveryError.GatewayUnknown
                || Recipient.Find(before, row.PersonId, row.ContactId, row.Gateway).Where != address);
    }

    private sealed class FailedRow
    {
        public required string Id { get; init; }

        public string? PersonId { get; init; }

        public string? ContactId { get; init; }

        public string? Gateway { get; init; }

        public string? Error { get; init; }
    }
}
