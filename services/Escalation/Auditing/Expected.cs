using System.Text.Json;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>Every duty and mail is noted beside its row when it comes into being: a row that is gone is missed.</summary>
internal static class Expected
{
    private static readonly Sql InsertDuty = new(
        """
        INSERT INTO expected (town, kind, id, case_id)
        SELECT @town, 'duty', @id, @caseId WHERE NOT EXISTS (SELECT 1 FROM expected WHERE town = @town AND kind = 'duty' AND id = @id)
        """);

    private static readonly Sql InsertMails = new(
        """
        INSERT INTO expected (town, kind, id, case_id)
        SELECT @town, 'mail', j.value, @caseId FROM json_each(@ids) j
        WHERE NOT EXISTS (SELECT 1 FROM expected e WHERE e.town = @town AND e.kind = 'mail' AND e.id = j.value)
        """,
        """
        INSERT INTO expected (town, kind, id, case_id)
        SELECT @town, 'mail', j.value, @caseId FROM OPENJSON(@ids) j
        WHERE NOT EXISTS (SELECT 1 FROM expected e WHERE e.town = @town AND e.kind = 'mail' AND e.id = j.value)
        """);

    /// <summary>False where it was noted before: the duty existed once already.</summary>
    public static async Task<bool> NoteDutyAsync(IUnitOfWork uow, string id, string caseId) => await uow.ExecuteAsync(InsertDuty, new { id, caseId }) == 1;

    public static Task NoteMailsAsync(IUnitOfWork uow, IEnumerable<string> ids, string caseId) =>
        uow.ExecuteAsync(InsertMails, new { ids = JsonSerializer.Serialize(ids), caseId });
}
