using System.Text.RegularExpressions;
using Csirt.Platform.Database;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Csirt.SqlTests;

/// <summary>A service's tables on SQLite, in memory.</summary>
internal sealed partial class SqliteSchema : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqliteSchema(IEnumerable<Migration> migrations)
    {
        _connection.Open();
        foreach (var migration in migrations)
        {
            Run(migration.Script.Sqlite);
        }

        // The store keeps it beside the migrations that it has applied.
        Run("CREATE TABLE schema_version (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
        SqliteStatistics.Write(_connection, transaction: null);
        SqliteStatistics.Load(_connection);
    }

    /// <summary>Columns by table.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Tables =>
        Read("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'").ToDictionary(
            table => table,
            table => (IReadOnlySet<string>)Read($"SELECT name FROM pragma_table_info('{table}')").ToHashSet(),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>What the caller must supply.</summary>
    public static IReadOnlySet<string> ParametersOf(string text) =>
        Parameter().Matches(NotCode().Replace(text, " ")).Select(m => m.Value).ToHashSet();

    /// <summary>
    /// Compiles a text without running it. Columns of the first statement that returns any, null where none does;
    /// throws <see cref="SqliteException"/> where a name or the grammar is wrong.
    /// </summary>
    public IReadOnlyList<string>? ColumnsOf(string text)
    {
        IReadOnlyList<string>? columns = null;
        for (var rest = text; !string.IsNullOrWhiteSpace(rest);)
        {
            var code = raw.sqlite3_prepare_v2(_connection.Handle!, rest, out var statement, out rest);
            if (code != raw.SQLITE_OK)
            {
                throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle!).utf8_to_string(), code);
            }

            using (statement)
            {
                var count = raw.sqlite3_column_count(statement);
                columns ??= count == 0 ? null : [.. Enumerable.Range(0, count).Select(i => raw.sqlite3_column_name(statement, i).utf8_to_string())];
            }
        }

        return columns;
    }

    /// <summary>How the planner would go about a text: a line per table it visits.</summary>
    public IReadOnlyList<string> PlanOf(string text)
    {
        var plan = new List<string>();
        for (var rest = text; !string.IsNullOrWhiteSpace(rest);)
        {
            var from = rest;
            raw.sqlite3_prepare_v2(_connection.Handle!, from, out var statement, out rest);
            statement.Dispose();
            plan.AddRange(Read($"EXPLAIN QUERY PLAN {from[..^rest.Length]}", column: 3));
        }

        return plan;
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private List<string> Read(string text, int column = 0)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var parameter in ParametersOf(text))
        {
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(column));
        }

        return values;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex("'(?:[^']|'')*'|--[^\n]*")]
    private static partial Regex NotCode();
}
