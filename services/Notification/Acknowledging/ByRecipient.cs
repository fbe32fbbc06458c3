using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Acknowledging;

/// <summary>
/// What the signed-in person was told and still has to answer, and their answer. Shown also where the mail could not be sent:
/// the page is one more way to be told.
/// </summary>
internal static class ByRecipient
{
    private static readonly Sql SelectOpen = new(
        $"""
        SELECT {LedgerRow.Columns} FROM notification
        WHERE town = @town AND person_id = @person AND closed = 0 AND (by_rule = 1 OR test = 1)
        ORDER BY needs_acknowledgement DESC, CASE WHEN acknowledge_by_at IS NULL THEN 1 ELSE 0 END, acknowledge_by_at, seq DESC LIMIT 200
        """,
        $"""
        SELECT TOP (200) {LedgerRow.Columns} FROM notification
        WHERE town = @town AND person_id = @person AND closed = 0 AND (by_rule = 1 OR test = 1)
        ORDER BY needs_acknowledgement DESC, CASE WHEN acknowledge_by_at IS NULL THEN 1 ELSE 0 END, acknowledge_by_at, seq DESC
        """)
    { Types = "@person NVARCHAR(64)" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/mine", MineAsync).Requires(Act.SignedIn);
        api.MapPost("/notifications/{id}/acknowledge", AcknowledgeAsync).Requires(Act.SignedIn);
    }

    /// <summary>Whether the row is this person's own; who was shut out of the case has no part in it any more.</summary>
    public static async Task<bool> IsOwnAsync(IReadSession session, LedgerRow row, Caller caller) =>
        (row.ByRule || row.Test) && row.PersonId == caller.Subject
        && (await CaseCopies.FindAsync(session, row.CaseId))?.ImplicatedIds.Contains(caller.Subject) != true;

    private static Task<List<MyNotification>> MineAsync(Caller caller, Database<NotificationModule> database, CancellationToken stop) =>
        database.ReadAsync(
            caller.Town,
            async session =>
            {
                var mine = new List<MyNotification>();
                foreach (var row in await session.QueryAsync<LedgerRow>(SelectOpen, new { person = caller.Subject }))
                {
                    if (await IsOwnAsync(session, row, caller))
                    {
                        mine.Add(new MyNotification(
                            row.Id, row.CaseId, row.CaseNumber, row.Drill, row.RoleList, row.Subject, row.Wanted, row.Body,
                            row.RequestedAt, row.AcknowledgeByAt, row.OverdueAt is not null, row.NeedsAcknowledgement, row.Test));
                    }
                }

                return mine;
            },
            stop);

    private static Task<AcknowledgedNotification> AcknowledgeAsync(
        string id, Caller caller, Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, CancellationToken stop) =>
        database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                var row = await Acknowledge.FindAsync(uow, id);
                if (row is null || !await IsOwnAsync(uow, row, caller))
                {
                    throw Problem.NotFound("通知");
                }

                var (acknowledged, before) = await Acknowledge.RecordAsync(uow, row, new NewAcknowledgement(AcknowledgedBy.Page, uow.Now, caller.Subject, null, null));
                return Acknowledge.Answered(acknowledged, before, directories.Find(caller.Town));
            },
            stop);
}
