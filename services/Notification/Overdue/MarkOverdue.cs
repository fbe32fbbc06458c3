using Csirt.Notification.Ledger;
using Csirt.Platform.Database;
using Csirt.Platform.Scheduling;

namespace Csirt.Notification.Overdue;

/// <summary>
/// The time for an acknowledgement has come: where there is none, the notification is overdue. Whom to tell then is Escalation's
/// to say.
/// </summary>
internal sealed class MarkOverdue : IDueWorkHandler
{
    public const string WorkKind = "acknowledge_by";

    private static readonly Sql Mark = new(
        """
        UPDATE notification SET overdue_at = acknowledge_by_at, version = version + 1
        WHERE town = @town AND id = @id AND closed = 0 AND acknowledged_at IS NULL AND overdue_at IS NULL
        RETURNING id, case_id, state, version, by_rule, overdue_at, trace_parent
        """,
        """
        UPDATE notification SET overdue_at = acknowledge_by_at, version = version + 1
        OUTPUT inserted.id, inserted.case_id, inserted.state, inserted.version, inserted.by_rule, inserted.overdue_at, inserted.trace_parent
        WHERE town = @town AND id = @id AND closed = 0 AND acknowledged_at IS NULL AND overdue_at IS NULL
        """);

    public string Kind => WorkKind;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        if (await uow.QuerySingleAsync<RowChange>(Mark, new { id = work.Subject }) is { } row)
        {
            uow.Audit("notification.overdue", $"notification/{row.Id}", new { row.CaseId });
            LedgerState.Tell(uow, row);
        }
    }
}
