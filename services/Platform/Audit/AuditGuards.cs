using Csirt.Platform.Database;

namespace Csirt.Platform.Audit;

/// <summary>The triggers by which SQLite refuses to change the record. On SQL Server the service's login may only INSERT and SELECT.</summary>
internal static class AuditGuards
{
    public const string NoUpdate = "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows can not be changed'); END";
    public const string NoDelete = "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows can not be deleted'); END";
    public const string NoReplace =
        """
        CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE town = NEW.town AND seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'audit rows can not be replaced'); END
        """;

    private static readonly IReadOnlyDictionary<string, string> Expected = new Dictionary<string, string>
    {
        ["audit_no_update"] = NoUpdate,
        ["audit_no_delete"] = NoDelete,
        ["audit_no_replace"] = NoReplace,
    };

    // On SQL Server each right that the login has beyond INSERT and SELECT counts as a guard that is not there.
    private static readonly Sql Select = new(
        "SELECT name, sql AS text FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit' AND @town = @town",
        """
        SELECT p.name, 'granted' AS text FROM (VALUES ('UPDATE'), ('DELETE'), ('ALTER')) p (name)
        WHERE HAS_PERMS_BY_NAME('audit', 'OBJECT', p.name) = 1 AND @town = @town
        """);

    /// <summary>What does not guard the record as it should, in words for the operator.</summary>
    public static async Task<IReadOnlyList<string>> GapsAsync(IReadSession session, Dialect dialect)
    {
        var rows = await session.QueryAsync<GuardRow>(Select);
        if (dialect == Dialect.SqlServer)
        {
            return [.. rows.Select(r => $"接続に使ったログインは監査記録に対する {r.Name} の権限をもっています（サービスのログインにはあってはならない権限です）")];
        }

        var there = rows.ToDictionary(r => r.Name, r => Words(r.Text));
        return [.. Expected.Where(e => !there.TryGetValue(e.Key, out var text) || text != Words(e.Value)).Select(e => $"改変を拒むトリガー {e.Key} がないか、書き換えられています")];
    }

    private static string Words(string sql) => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class GuardRow
    {
        public required string Name { get; init; }

        public required string Text { get; init; }
    }
}
