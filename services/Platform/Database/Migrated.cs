namespace Csirt.Platform.Database;

/// <summary>The table in which a database keeps which changes it has.</summary>
internal static class Migrated
{
    public const string SqliteTable =
        "CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";

    public const string SqlServerTable =
        "IF OBJECT_ID('schema_version') IS NULL CREATE TABLE schema_version (id INT PRIMARY KEY, name NVARCHAR(200) NOT NULL, applied_at BIGINT NOT NULL)";

    public const string Select = "SELECT id FROM schema_version";

    public const string Insert = "INSERT INTO schema_version (id, name, applied_at) VALUES (@Id, @Name, @Now)";

    public static IReadOnlyList<Migration> Missing(IEnumerable<Migration> migrations, IEnumerable<int> applied) =>
        [.. migrations.ExceptBy(applied, m => m.Id).OrderBy(m => m.Id)];

    /// <summary>Throws where the database lacks a change.</summary>
    public static void Demand(string service, IEnumerable<Migration> migrations, IEnumerable<int> applied)
    {
        if (Missing(migrations, applied) is { Count: > 0 } missing)
        {
            throw new StoreNotFitException(
                $"{service} のデータベースに未適用の変更が {missing.Count} 件あります（{string.Join("、", missing.Select(m => $"{m.Id} {m.Name}"))}）。"
                + "先に migrate を実行してください。Database:Migrate が false のため、起動時には適用しません。");
        }
    }
}
