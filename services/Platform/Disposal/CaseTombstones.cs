using System.Globalization;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Csirt.Platform.Disposal;

/// <summary>
/// What is left of cases that were disposed of (廃棄): number, dates, who proposed and who approved (docs/adr/0024). A service that
/// keeps anything of cases adds <see cref="Table"/> to its migrations, and asks here before it takes in anything that comes too late.
/// </summary>
public static class CaseTombstones
{
    /// <summary>The table, and that of the rows that went with the cases.</summary>
    public static Migration Table { get; } = new(40, "tombstones", new Sql(
        """
        CREATE TABLE case_tombstone (
            town TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, number TEXT NOT NULL, disposed_at INTEGER NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, case_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX case_tombstone_versions ON case_tombstone (town, case_id, version);
        CREATE UNIQUE INDEX case_tombstone_number ON case_tombstone (town, number);
        CREATE TABLE disposed_row (
            town TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, case_id TEXT NOT NULL,
            PRIMARY KEY (town, kind, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE case_tombstone (
            town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, number NVARCHAR(32) NOT NULL, disposed_at BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, case_id));
        CREATE INDEX case_tombstone_versions ON case_tombstone (town, case_id, version);
        CREATE UNIQUE INDEX case_tombstone_number ON case_tombstone (town, number);
        CREATE TABLE disposed_row (
            town CHAR(6) NOT NULL, kind VARCHAR(8) NOT NULL, id VARCHAR(64) NOT NULL, case_id CHAR(32) NOT NULL,
            PRIMARY KEY (town, kind, id));
        """));

    private static readonly Sql Insert = new(
        """
        INSERT INTO case_tombstone (town, case_id, version, number, disposed_at, document)
        SELECT @town, @caseId, @version, @number, @disposedAt, @document WHERE NOT EXISTS (SELECT 1 FROM case_tombstone WHERE town = @town AND case_id = @caseId)
        """);

    private static readonly Sql Select = new("SELECT document FROM case_tombstone WHERE town = @town AND case_id = @caseId");

    private static readonly Sql SelectOfRow = new(
        "SELECT t.document FROM disposed_row r JOIN case_tombstone t ON t.town = r.town AND t.case_id = r.case_id WHERE r.town = @town AND r.kind = @kind AND r.id = @id")
    { Types = "@id VARCHAR(64)" };

    /// <summary>Keeps a tombstone; false where it is there already: then nothing is left to do.</summary>
    public static async Task<bool> AddAsync(IUnitOfWork uow, CaseDisposed disposed) => await uow.ExecuteAsync(
        Insert, new { disposed.CaseId, disposed.Version, disposed.Number, disposed.DisposedAt, document = JsonSerializer.Serialize(disposed, CsirtJson.Options) }) == 1;

    /// <summary>The tombstone of a case; null where it was not disposed of.</summary>
    public static async Task<CaseDisposed?> FindAsync(IReadSession session, string caseId) => Read(await session.QuerySingleAsync<string>(Select, new { caseId }));

    /// <summary>The tombstone of the case with which a row of this kind went; null where it did not.</summary>
    public static async Task<CaseDisposed?> OfRowAsync(IReadSession session, string kind, string id) => Read(await session.QuerySingleAsync<string>(SelectOfRow, new { kind, id }));

    /// <summary>
    /// What whoever asks for a case that is not here is told: 410 where it was disposed of and they might have seen it, else 404. Of
    /// one that was seen by its handlers alone, only those who look after disposal hear.
    /// </summary>
    /// <param name="disposed">Its tombstone; null where there is none.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="what">What was asked for, in Japanese.</param>
    public static ProblemException Missing(CaseDisposed? disposed, Caller caller, string what) =>
        disposed is not null && MayKnow(disposed, caller) ? Gone(disposed) : Problem.NotFound(what);

    /// <summary>Whether the caller may be told that the case was disposed of.</summary>
    public static bool MayKnow(CaseDisposed disposed, Caller caller) => MayKnow(
        caller, Act.ReadCase, new CaseScope { Town = disposed.Town, SectionId = disposed.SectionId, DepartmentId = disposed.DepartmentId, Restricted = disposed.Restricted });

    /// <summary>Whether something of a case that was disposed of is open to the caller: as it was before, or since they look after disposal.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="act">For what.</param>
    /// <param name="scope">What is left of the case's scope.</param>
    public static bool MayKnow(Caller caller, Act act, CaseScope scope) =>
        caller.Town == scope.Town
        && (AccessTable.PermitsSomewhere(caller, Act.ReadDisposals) || AccessTable.Decide(caller, act, scope) is Verdict.Permitted);

    private static ProblemException Gone(CaseDisposed disposed)
    {
        var day = disposed.DisposedAt.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        return new ProblemException(
            StatusCodes.Status410Gone,
            "case_disposed",
            $"事案 {disposed.Number} の記録は、保存期間が満了し、{day}に廃棄されました。",
            new Dictionary<string, object?> { ["case_id"] = disposed.CaseId, ["number"] = disposed.Number, ["disposed_at"] = disposed.DisposedAt });
    }

    private static CaseDisposed? Read(string? document) => document is null ? null : JsonSerializer.Deserialize<CaseDisposed>(document, CsirtJson.Options);
}
