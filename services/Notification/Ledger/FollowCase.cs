using System.Text.Json;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Ledger;

/// <summary>
/// Keeps the newest snapshot of each case, for access. Persons who were shut out get nothing more of it; when a case has ended,
/// nobody has to answer any more: its 確認番号 are free again and its alarms end.
/// </summary>
internal sealed class FollowCase : IMessageHandler<CaseChanged>
{
    private static readonly Sql Withhold = new(
        """
        UPDATE notification SET state = 'failed', state_at = @now, version = version + 1, error = @error
        WHERE town = @town AND case_id = @caseId AND state IN ('requested', 'digest_waiting') AND person_id IN (SELECT value FROM json_each(@persons))
        RETURNING id, case_id, state, version, by_rule, overdue_at, trace_parent
        """,
        """
        UPDATE notification SET state = 'failed', state_at = @now, version = version + 1, error = @error
        OUTPUT inserted.id, inserted.case_id, inserted.state, inserted.version, inserted.by_rule, inserted.overdue_at, inserted.trace_parent
        WHERE town = @town AND case_id = @caseId AND state IN ('requested', 'digest_waiting') AND person_id IN (SELECT CAST(value AS NVARCHAR(64)) FROM OPENJSON(@persons))
        """);

    private static readonly Sql CloseAll = new("UPDATE notification SET closed = seq WHERE town = @town AND case_id = @caseId AND closed = 0");

    public async Task HandleAsync(CaseChanged message, IUnitOfWork uow)
    {
        if (!await CaseCopies.StoreIfNewerAsync(uow, message))
        {
            return;
        }

        if (message.ImplicatedIds.Count > 0)
        {
            await WithholdAsync(message, uow);
        }

        if (message.Stage is CaseStage.Closed or CaseStage.NotIncident or CaseStage.Merged)
        {
            await uow.ExecuteAsync(CloseAll, new { message.CaseId });
        }
    }

    private static async Task WithholdAsync(CaseChanged message, IUnitOfWork uow)
    {
        var withheld = await uow.QueryAsync<RowChange>(
            Withhold, new { message.CaseId, persons = JsonSerializer.Serialize(message.ImplicatedIds), now = uow.Now, error = DeliveryError.RecipientImplicated });
        foreach (var row in withheld)
        {
            uow.Audit("notification.withheld", $"notification/{row.Id}", new { row.CaseId });
            LedgerState.Tell(uow, row);
        }
    }
}
