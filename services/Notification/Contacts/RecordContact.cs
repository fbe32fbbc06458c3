using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Contacts;

/// <summary>
/// Someone called, faxed or went there: an attempt in the same ledger, with its true time. Told by hand is told, whatever became
/// of the mail; a mail still on its way goes out all the same, unless the recipient confirmed.
/// </summary>
internal static class RecordContact
{
    private static readonly Sql MarkTold = new(
        """
        UPDATE notification SET state = 'sent', state_at = @now, version = version + 1, sent_at = COALESCE(sent_at, @at), error = NULL
        WHERE town = @town AND id = @id AND state IN ('failed', 'written_out')
        """)
    { Types = "@at BIGINT" };

    private static readonly Sql AddAttempt = new(
        """
        INSERT INTO attempt (town, notification_id, tried_at, means, outcome, error, recorded_by, recorded_at, note)
        VALUES (@town, @id, @at, @means, @outcome, NULL, @recordedBy, @now, @note)
        """)
    { Types = "@at BIGINT, @id VARCHAR(64)" };

    public static void Map(RouteGroupBuilder api) => api.MapPost("/notifications/{id}/contacts", RecordAsync).Requires(Act.RecordContact);

    private static Task<NotificationEntry> RecordAsync(
        string id, ContactRecord contact, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, TimeProvider time, CancellationToken stop)
    {
        var errors = new InputErrors();
        ContactInput.Check(errors, contact, time.GetUtcNow());
        errors.ThrowIfAny();
        return database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                var row = await OwnLedger.DemandAsync(uow, id, caller, Act.RecordContact);
                await AddAttemptAsync(uow, id, contact);
                if (contact.Outcome == ContactOutcome.Reached)
                {
                    await ToldAsync(uow, row, contact);
                }

                return await ReadLedger.EntryAsync(uow, id, directories.Find(caller.Town));
            },
            stop);
    }

    /// <summary>One more attempt by hand.</summary>
    public static async Task AddAttemptAsync(IUnitOfWork uow, string id, ContactRecord contact)
    {
        var (means, outcome) = (Stored.Text(contact.Means), Stored.Text(contact.Outcome));
        await uow.ExecuteAsync(AddAttempt, new { id, at = contact.At ?? uow.Now, means, outcome, recordedBy = uow.Actor, contact.Note, now = uow.Now });
        uow.Audit("notification.contacted", $"notification/{id}", new { means, outcome });
    }

    private static async Task ToldAsync(IUnitOfWork uow, LedgerRow row, ContactRecord contact)
    {
        var at = contact.At ?? uow.Now;
        if (await uow.ExecuteAsync(MarkTold, new { row.Id, at, now = uow.Now }) == 1 && !contact.Acknowledged)
        {
            LedgerState.Tell(uow, RowChange.Of((await Acknowledge.FindAsync(uow, row.Id))!));
        }

        if (contact.Acknowledged)
        {
            await Acknowledge.RecordAsync(uow, row, new NewAcknowledgement(AcknowledgedBy.Contact, at, row.PersonId, uow.Actor, contact.Note));
        }
    }
}
