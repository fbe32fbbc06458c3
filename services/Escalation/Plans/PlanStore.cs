using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Plans;

/// <summary>The plans of the cases: a row per chain and version of the case's plan, only ever added.</summary>
internal static class PlanStore
{
    internal static readonly Migration Table = new(102, "chain plans", new Sql(
        """
        CREATE TABLE chain_plan (
            town TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, root_id TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, case_id, version)) STRICT, WITHOUT ROWID;
        CREATE INDEX chain_plan_root ON chain_plan (town, root_id, version);
        CREATE INDEX mail_case ON mail (town, case_id);
        """,
        """
        CREATE TABLE chain_plan (
            town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, version BIGINT NOT NULL, root_id CHAR(32) NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, case_id, version));
        CREATE INDEX chain_plan_root ON chain_plan (town, root_id, version);
        CREATE INDEX mail_case ON mail (town, case_id);
        """));

    private static readonly Sql Insert = new(
        """
        INSERT INTO chain_plan (town, case_id, version, root_id, document)
        SELECT @town, @caseId, (SELECT COALESCE(MAX(version), 0) FROM chain_plan WHERE town = @town AND case_id = @caseId) + key + 1, value ->> '$.root_id', value
        FROM json_each(@chains)
        """,
        """
        INSERT INTO chain_plan (town, case_id, version, root_id, document)
        SELECT @town, @caseId, (SELECT COALESCE(MAX(version), 0) FROM chain_plan WHERE town = @town AND case_id = @caseId) + CAST([key] AS INT) + 1, JSON_VALUE(value, '$.root_id'), value
        FROM OPENJSON(@chains)
        """);

    private static readonly Sql SelectNewest = new(
        "SELECT document FROM chain_plan WHERE town = @town AND root_id = @rootId ORDER BY version DESC LIMIT 1",
        "SELECT TOP (1) document FROM chain_plan WHERE town = @town AND root_id = @rootId ORDER BY version DESC");

    private static readonly Sql SelectOfCase = new("SELECT version, document FROM chain_plan WHERE town = @town AND case_id = @caseId ORDER BY version");

    public static async Task AddAsync(IUnitOfWork uow, string caseId, IReadOnlyList<FrozenChain> chains)
    {
        if (chains.Count > 0)
        {
            await uow.ExecuteAsync(Insert, new { caseId, chains = JsonSerializer.Serialize(chains, CsirtJson.Options) });
        }
    }

    /// <summary>The chain as it stands; null where it was begun before plans were kept.</summary>
    public static async Task<FrozenChain?> FindAsync(IReadSession session, string rootId) =>
        await session.QuerySingleAsync<string>(SelectNewest, new { rootId }) is { } document ? Read(document) : null;

    /// <summary>Every version of every chain, in the order in which they were made.</summary>
    public static async Task<IReadOnlyList<(long Version, FrozenChain Chain)>> OfCaseAsync(IReadSession session, string caseId) =>
        [.. (await session.QueryAsync<PlanRow>(SelectOfCase, new { caseId })).Select(row => (row.Version, Read(row.Document)))];

    private static FrozenChain Read(string document) => JsonSerializer.Deserialize<FrozenChain>(document, CsirtJson.Options)!;

    private sealed class PlanRow
    {
        public long Version { get; init; }

        public required string Document { get; init; }
    }
}
