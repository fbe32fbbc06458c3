using Csirt.Contracts.Messages;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;

namespace Csirt.Notification.Disposal;

/// <summary>A case was disposed of: its part of the ledger goes, with every attempt and the mails that were written out. The ids stay, so that nothing is missed.</summary>
internal sealed class RemoveLedger : RemoveRecords
{
    /// <summary>Kind of the ids that stay.</summary>
    internal const string Mail = "mail";

    private static readonly Sql SelectRows = new($"SELECT {LedgerRow.Columns} FROM notification WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Note = new(
        """
        INSERT INTO disposed_row (town, kind, id, case_id)
        SELECT n.town, 'mail', n.id, n.case_id FROM notification n
        WHERE n.town = @town AND n.case_id = @caseId AND n.by_rule = 1
          AND NOT EXISTS (SELECT 1 FROM disposed_row r WHERE r.town = n.town AND r.kind = 'mail' AND r.id = n.id)
        """)
    { Types = "@caseId VARCHAR(64)" };

    private static readonly Sql NoteOne = new(
        """
        INSERT INTO disposed_row (town, kind, id, case_id)
        SELECT @town, 'mail', @id, @caseId WHERE NOT EXISTS (SELECT 1 FROM disposed_row WHERE town = @town AND kind = 'mail' AND id = @id)
        """)
    { Types = "@id VARCHAR(64)" };

    private static readonly Sql DeleteAttempts = new("DELETE FROM attempt WHERE town = @town AND notification_id IN (SELECT id FROM notification WHERE town = @town AND case_id = @caseId)");

    private static readonly Sql DeleteRows = new("DELETE FROM notification WHERE town = @town AND case_id = @caseId");

    protected override async Task<IReadOnlyList<string>?> RemoveOwnAsync(CaseDisposed message, IUnitOfWork uow)
    {
        foreach (var row in await uow.QueryAsync<LedgerRow>(SelectRows, new { message.CaseId }))
        {
            uow.Schedule(RemoveWrittenMail.WorkKind, MailName.Of([row]), uow.Now);
        }

        foreach (var statement in new[] { Note, DeleteAttempts, DeleteRows })
        {
            await uow.ExecuteAsync(statement, new { message.CaseId });
        }

        return null;
    }

    /// <summary>A request that comes after the disposal of its case is noted and not taken in.</summary>
    internal static async Task<bool> IsTooLateAsync(IUnitOfWork uow, NotificationRequested request)
    {
        if (await CaseTombstones.FindAsync(uow, request.CaseId) is null)
        {
            return false;
        }

        await uow.ExecuteAsync(NoteOne, new { id = request.NotificationId, request.CaseId });
        return true;
    }
}
