using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Reconciliation;

namespace Csirt.Platform.Replicas;

/// <summary>
/// The newest snapshot of each case as a service keeps it: to decide who may see what while Cases is down. A service that
/// consumes <see cref="CaseChanged"/> adds <see cref="Table"/> to its migrations and stores every snapshot.
/// </summary>
public static class CaseCopies
{
    /// <summary>The table.</summary>
    public static Migration Table { get; } = new(6, "case copy", new Sql(
        """
        CREATE TABLE case_copy (
            town TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, case_id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE case_copy (
            town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, case_id));
        """));

    /// <summary>Ids and versions beside the documents: the reconciliation reads these alone.</summary>
    public static Migration Versions { get; } = new(21, "case copy versions", new Sql("CREATE INDEX case_copy_versions ON case_copy (town, case_id, version);"));

    private static readonly Sql SelectHeld = new(
        """
        SELECT case_id AS id, version FROM case_copy WHERE town = @town AND case_id > @after
        UNION ALL SELECT case_id AS id, version FROM case_tombstone INDEXED BY case_tombstone_versions WHERE town = @town AND case_id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, h.version FROM (
            SELECT case_id AS id, version FROM case_copy WHERE town = @town AND case_id > @after
            UNION ALL SELECT case_id AS id, version FROM case_tombstone WHERE town = @town AND case_id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    /// <summary>The copies as they are held, for the reconciliation; those of cases that were disposed of as their tombstones.</summary>
    public static HoldingSource Held { get; } = new("case_copies", SelectHeld);

    private static readonly Sql Update = new("UPDATE case_copy SET version = @version, document = @document WHERE town = @town AND case_id = @caseId AND version < @version");

    private static readonly Sql Insert = new(
        """
        INSERT INTO case_copy (town, case_id, version, document)
        SELECT @town, @caseId, @version, @document
        WHERE NOT EXISTS (SELECT 1 FROM case_copy WHERE town = @town AND case_id = @caseId)
          AND NOT EXISTS (SELECT 1 FROM case_tombstone WHERE town = @town AND case_id = @caseId)
        """);

    private static readonly Sql Select = new("SELECT document FROM case_copy WHERE town = @town AND case_id = @caseId");

    private static readonly Sql Delete = new("DELETE FROM case_copy WHERE town = @town AND case_id = @caseId");

    /// <summary>Removes the copy of a case that is disposed of.</summary>
    public static Task RemoveAsync(IUnitOfWork uow, string caseId) => uow.ExecuteAsync(Delete, new { caseId });

    /// <summary>
    /// Stores a snapshot; false where the same or a newer one was there, or the case was disposed of: then it is to be ignored.
    /// </summary>
    public static async Task<bool> StoreIfNewerAsync(IUnitOfWork uow, CaseChanged snapshot)
    {
        var row = new { snapshot.CaseId, snapshot.Version, document = JsonSerializer.Serialize(snapshot, CsirtJson.Options) };
        return await uow.ExecuteAsync(Update, row) == 1 || await uow.ExecuteAsync(Insert, row) == 1;
    }

    /// <summary>The newest snapshot, or null.</summary>
    public static async Task<CaseChanged?> FindAsync(IReadSession session, string caseId) =>
        await session.QuerySingleAsync<string>(Select, new { caseId }) is { } document ? JsonSerializer.Deserialize<CaseChanged>(document, CsirtJson.Options) : null;

    /// <summary>The newest snapshot, for a Cases that was restored and asks what it had told (<c>TellBack</c>).</summary>
    public static async Task<IReadOnlyList<IMessage>> ToldAsync(IReadSession session, string caseId) => await FindAsync(session, caseId) is { } newest ? [newest] : [];

    /// <summary>The newest snapshot, if the caller may do this in that case; else the 403 or 404 that fits.</summary>
    public static async Task<CaseChanged> DemandAsync(IReadSession session, string caseId, Caller caller, Act act)
    {
        var snapshot = await FindAsync(session, caseId) ?? throw CaseTombstones.Missing(await CaseTombstones.FindAsync(session, caseId), caller, "案件");
        CaseScope.Of(snapshot).Demand(caller, act);
        return snapshot;
    }
}
