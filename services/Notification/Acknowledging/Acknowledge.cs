using Csirt.Contracts.Http.Notification;
using Csirt.Notification.Ledger;
using Csirt.Notification.Overdue;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Acknowledging;

/// <summary>How an acknowledgement came about.</summary>
/// <param name="How">By which way.</param>
/// <param name="At">When the recipient acknowledged (UTC).</param>
/// <param name="By">Person who did, where that is known.</param>
/// <param name="RecordedBy">Person who wrote it down for them; null where nobody did.</param>
/// <param name="Note">Who called, what they said.</param>
internal sealed record NewAcknowledgement(AcknowledgedBy How, DateTimeOffset At, string? By, string? RecordedBy, string? Note);

/// <summary>
/// Puts an acknowledgement on record, the same for every way it comes. It is this one recipient's: others who were told of the
/// same still have to answer. The first one stands.
/// </summary>
internal static class Acknowledge
{
    private static readonly Sql Mark = new(
        """
        UPDATE notification SET
            state = 'acknowledged', state_at = @now, version = version + 1, closed = seq, try_at = NULL, error = NULL,
            acknowledged_at = @at, acknowledged_how = @how, acknowledged_by = @by,
            acknowledgement_recorded_by = @recordedBy, acknowledgement_recorded_at = @now, acknowledgement_note = @note
        WHERE town = @town AND id = @id AND acknowledged_at IS NULL
        """)
    { Types = "@at BIGINT, @by NVARCHAR(64), @how VARCHAR(16), @note NVARCHAR(1200), @recordedBy NVARCHAR(64)" };

    private static readonly Sql Select = new($"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND id = @id");

    public static Task<LedgerRow?> FindAsync(IReadSession session, string id) => session.QuerySingleAsync<LedgerRow>(Select, new { id });

    /// <summary>The row as it then stands, and whether it had been acknowledged before.</summary>
    public static async Task<(LedgerRow Row, bool Before)> RecordAsync(IUnitOfWork uow, LedgerRow row, NewAcknowledgement answer)
    {
        var how = Stored.Text(answer.How);
        if (await uow.ExecuteAsync(Mark, new { row.Id, answer.At, how, answer.By, answer.RecordedBy, answer.Note, now = uow.Now }) == 0)
        {
            return ((await FindAsync(uow, row.Id))!, true);
        }

        var acknowledged = (await FindAsync(uow, row.Id))!;
        uow.Unschedule(MarkOverdue.WorkKind, row.Id);
        uow.Audit("notification.acknowledged", $"notification/{row.Id}", new { row.CaseId, how, answer.By });
        LedgerState.Tell(uow, RowChange.Of(acknowledged));
        return (acknowledged, false);
    }

    public static AcknowledgedNotification Answered(LedgerRow row, bool before, TownDirectory? directory) => new(
        row.Id, row.CaseId, row.CaseNumber, Recipients.Recipient.Find(directory, row.PersonId, row.ContactId).Name, row.Subject, row.Acknowledgement!, before);
}
