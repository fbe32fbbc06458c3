using Xunit;

namespace Csirt.SqlTests;

/// <summary>Both databases hold the same tables, and each row says whose it is.</summary>
public sealed class TableTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void Both_databases_have_the_same_tables_and_columns(string service)
    {
        using var sqlite = new SqliteSchema(SqlCatalog.Migrations[service]);
        using var server = new SqlServerSchema(SqlCatalog.Migrations[service]);
        Rule.HasNoBreach(
        [
            .. Columns(sqlite.Tables).Except(Columns(server.Tables)).Select(c => $"{c} is missing on SQL Server"),
            .. Columns(server.Tables).Except(Columns(sqlite.Tables)).Select(c => $"{c} is missing on SQLite"),
        ]);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_table_carries_the_town(string service)
    {
        using var sqlite = new SqliteSchema(SqlCatalog.Migrations[service]);
        Rule.HasNoBreach(sqlite.Tables.Where(t => !t.Value.Contains("town")).Select(t => $"{service}: table {t.Key} has no column town"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Migrations_are_numbered_once(string service)
    {
        var numbers = SqlCatalog.Migrations[service].Select(m => m.Id).ToList();
        Assert.Equal(numbers.Distinct(), numbers);
    }

    private static IEnumerable<string> Columns(IReadOnlyDictionary<string, IReadOnlySet<string>> tables) =>
        from table in tables from column in table.Value select $"{table.Key}.{column}".ToLowerInvariant();
}
