using Csirt.Platform.Database;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>Rules that each statement keeps (docs/adr/0002).</summary>
public sealed class StatementTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Fact]
    public void Statements_are_constants() =>
        Rule.HasNoBreach(SqlCatalog.Assemblies.SelectMany(MethodCode.MakersOf<Sql>).Select(m => $"{m} makes an Sql: keep it in a static readonly field"));

    [Fact]
    public void Every_statement_names_the_town() =>
        Rule.HasNoBreach(Exemptions.Check(Exemptions.Town, (
            from statement in SqlCatalog.Statements
            where !SqliteSchema.ParametersOf(statement.Text.Sqlite).Contains("@town") || !TSql.ParametersOf(statement.Text.SqlServer).Contains("@town")
            select statement.Name).ToDictionary(name => name, _ => "does not mention @town")));

    [Fact]
    public void Both_texts_take_the_same_parameters() =>
        Rule.HasNoBreach(Exemptions.Check(Exemptions.Parameters, (
            from statement in SqlCatalog.Statements
            let sqlite = SqliteSchema.ParametersOf(statement.Text.Sqlite)
            let server = TSql.ParametersOf(statement.Text.SqlServer)
            where !sqlite.SetEquals(server)
            select (statement.Name, Breach: $"takes {List(sqlite)} on SQLite, {List(server)} on SQL Server")).ToDictionary(b => b.Name, b => b.Breach)));

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_statement_compiles_on_sqlite(string service)
    {
        using var schema = new SqliteSchema(SqlCatalog.Migrations[service]);
        var faults = new List<string>();
        foreach (var statement in SqlCatalog.StatementsOn(service))
        {
            try
            {
                schema.ColumnsOf(statement.Text.Sqlite);
            }
            catch (SqliteException e)
            {
                faults.Add($"{statement.Name}: {e.Message}");
            }
        }

        Rule.HasNoBreach(faults);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_statement_compiles_on_sql_server(string service)
    {
        using var schema = new SqlServerSchema(SqlCatalog.Migrations[service]);
        var types = new ColumnTypes(SqlCatalog.Migrations[service]);
        foreach (var statement in SqlCatalog.StatementsOn(service))
        {
            schema.AddStatement(statement, types);
        }

        Rule.HasNoBreach(schema.Faults());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Both_texts_return_the_same_columns(string service)
    {
        using var schema = new SqliteSchema(SqlCatalog.Migrations[service]);
        var unlike = from statement in SqlCatalog.StatementsOn(service)
                     let sqlite = schema.ColumnsOf(statement.Text.Sqlite) ?? []
                     let server = TSql.ColumnsOf(statement.Text.SqlServer) ?? []
                     where !Same(sqlite, server)
                     select $"{statement.Name}: SQLite returns {List(sqlite)}, SQL Server {List(server)}";
        Rule.HasNoBreach(unlike);
    }

    // A lone value needs no name: COUNT(*) is called differently by each.
    private static bool Same(IReadOnlyList<string> sqlite, IReadOnlyList<string> server) =>
        sqlite.Count == server.Count && (sqlite.Count == 1 || sqlite.SequenceEqual(server, StringComparer.OrdinalIgnoreCase));

    private static string List(IEnumerable<string> names) => "(" + string.Join(", ", names) + ")";
}
