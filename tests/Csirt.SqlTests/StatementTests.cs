using System.Reflection;
using Csirt.Platform.Database;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Csirt.SqlTests;

/// <summary>Rules that each statement keeps (docs/adr/0002).</summary>
public sealed class StatementTests
{
    public static TheoryData<string> Services => [.. SqlCatalog.Migrations.Keys];

    [Fact]
    public void Statements_are_constants()
    {
        var made = from assembly in SqlCatalog.Assemblies
                   from type in assembly.GetTypes()
                   from method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))
                   where method.DeclaringType != typeof(Sql) && method is not ConstructorInfo { IsStatic: true } && MakesSql(method)
                   select $"{type.FullName}.{method.Name} makes an Sql: keep it in a static readonly field";
        Rule.HasNoBreach(made);
    }

    [Fact]
    public void Every_statement_names_the_town()
    {
        var exempt = TownExemptions();
        var silent = from statement in SqlCatalog.Statements
                     where !exempt.ContainsKey(statement.Name)
                     where !SqliteSchema.ParametersOf(statement.Text.Sqlite).Contains("@town") || !TSql.ParametersOf(statement.Text.SqlServer).Contains("@town")
                     select $"{statement.Name} does not mention @town; add it, or list the statement with its reason in town-exempt.txt";
        Rule.HasNoBreach(silent);
    }

    [Fact]
    public void Every_exemption_is_needed_and_says_why()
    {
        var needed = SqlCatalog.Statements.Where(s => !SqliteSchema.ParametersOf(s.Text.Sqlite).Contains("@town")).Select(s => s.Name).ToHashSet();
        var idle = from exemption in TownExemptions()
                   where exemption.Value.Length < 10 || !needed.Contains(exemption.Key)
                   select $"town-exempt.txt: {exemption.Key} is not needed or has no reason";
        Rule.HasNoBreach(idle);
    }

    [Fact]
    public void Both_texts_take_the_same_parameters()
    {
        var unlike = from statement in SqlCatalog.Statements
                     let sqlite = SqliteSchema.ParametersOf(statement.Text.Sqlite)
                     let server = TSql.ParametersOf(statement.Text.SqlServer)
                     where !sqlite.SetEquals(server)
                     select $"{statement.Name}: SQLite takes {List(sqlite)}, SQL Server {List(server)}";
        Rule.HasNoBreach(unlike);
    }

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
        foreach (var statement in SqlCatalog.StatementsOn(service))
        {
            schema.AddStatement(statement);
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

    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // A lone value needs no name: COUNT(*) is called differently by each.
    private static bool Same(IReadOnlyList<string> sqlite, IReadOnlyList<string> server) =>
        sqlite.Count == server.Count && (sqlite.Count == 1 || sqlite.SequenceEqual(server, StringComparer.OrdinalIgnoreCase));

    private static string List(IEnumerable<string> names) => "(" + string.Join(", ", names) + ")";

    private static Dictionary<string, string> TownExemptions() =>
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "town-exempt.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    // newobj (0x73) with the token of a constructor of Sql.
    private static bool MakesSql(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 5 <= code.Length; i++)
        {
            if (code[i] == 0x73 && code[i + 4] is 0x06 or 0x0A && ConstructorAt(method.Module, BitConverter.ToInt32(code, i + 1))?.DeclaringType == typeof(Sql))
            {
                return true;
            }
        }

        return false;
    }

    private static ConstructorInfo? ConstructorAt(Module module, int token)
    {
        try
        {
            return module.ResolveMember(token) as ConstructorInfo;
        }
        catch (Exception e) when (e is ArgumentException or BadImageFormatException)
        {
            // The byte was no instruction but part of another one's operand.
            return null;
        }
    }
}
