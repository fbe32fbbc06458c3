using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Notification.Sending;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Contacts;

/// <summary>A person has a failed mail tried once more, after mending what was wrong.</summary>
internal static class RetryFailed
{
    private static readonly Sql Revive = new(
        """
        UPDATE notification SET state = 'requested', state_at = @now, version = version + 1, try_at = @now, setbacks = 0, mail_id = NULL
        WHERE town = @town AND id = @id AND state = 'failed' AND by_rule = 1
        """);

    public static void Map(RouteGroupBuilder api) => api.MapPost("/notifications/{id}/retry", RetryAsync).Requires(Act.RecordContact);

    private static Task<NotificationEntry> RetryAsync(
        string id, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, SendingSignal signal, CancellationToken stop) =>
        database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                var row = await OwnLedger.DemandAsync(uow, id, caller, Act.RecordContact);
                if (row.Error == DeliveryError.RecipientImplicated || await uow.ExecuteAsync(Revive, new { id, now = uow.Now }) == 0)
                {
                    throw Problem.Conflict("not_failed", "送信に失敗したメールではないため、再送できません。最新の状態を確認してください。");
                }

                uow.Audit("notification.retried", $"notification/{id}");
                uow.AfterCommit(signal.Raise);
                return await ReadLedger.EntryAsync(uow, id, directories.Find(caller.Town));
            },
            stop);
}
