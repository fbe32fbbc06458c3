using System.Text.RegularExpressions;
using Csirt.Testing;
using Microsoft.Data.Sqlite;

namespace Csirt.Benchmarks;

/// <summary>
/// Fills the services' tables with copies of a real case, everything that belongs to it included, each with ids and numbers of
/// its own. What only carries messages (outbox, inbox) or is a chain (audit) is left alone.
/// </summary>
internal static partial class StoredCases
{
    private const string OfCase = "case_id = @case";

    // Rows that belong to the case, by service and table.
    private static readonly (string Service, string Table, string Rows)[] Copied =
    [
        ("intake", "report", "id = @report"),
        ("intake", "case_copy", OfCase),
        ("intake", "case_report", OfCase),
        ("cases", "case_file", "id = @case"),
        ("cases", "case_document", "id = @case"),
        ("cases", "case_timeline", OfCase),
        ("cases", "case_report", OfCase),
        ("cases", "duty_copy", OfCase),
        ("escalation", "case_copy", OfCase),
        ("escalation", "case_state", OfCase),
        ("escalation", "duty", OfCase),
        ("escalation", "mail", OfCase),
        ("escalation", "due_work", "subject = @case"),
        ("notification", "case_copy", OfCase),
        ("notification", "notification", OfCase),
        ("notification", "attempt", "notification_id IN (SELECT id FROM notification WHERE case_id = @case)"),
        ("notification", "due_work", "subject IN (SELECT id FROM notification WHERE case_id = @case)"),
    ];

    /// <summary>Adds copies <paramref name="from"/> to <paramref name="to"/>; the process must not run.</summary>
    public static void Fill(CsirtOsProcess csirt, int from, int to)
    {
        var (caseId, reportId) = Template(csirt);
        foreach (var (service, table, own) in Copied)
        {
            using var connection = Open(csirt, service);
            Run(connection, "PRAGMA journal_mode=OFF");
            Copy(connection, table, own, (caseId, reportId), (from, to));
        }
    }

    private static (string CaseId, string ReportId) Template(CsirtOsProcess csirt)
    {
        using var connection = Open(csirt, "cases");
        using var command = connection.CreateCommand();
        // Copies carry the beginning of their template's id, the time it was made: the newest is a real one.
        command.CommandText = "SELECT case_id, report_id FROM case_report ORDER BY case_id DESC LIMIT 1";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetString(0), reader.GetString(1));
    }

    private static void Copy(SqliteConnection connection, string table, string own, (string CaseId, string ReportId) template, (int From, int To) numbers)
    {
        (string, object)[] values = [("@from", numbers.From), ("@to", numbers.To), ("@case", template.CaseId), ("@report", template.ReportId)];
        var columns = Strings(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name <> 'seq'");
        var text = Strings(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE type = 'TEXT' AND name <> 'town'").ToHashSet();
        Run(connection, $"CREATE TEMP TABLE template AS SELECT * FROM {table} WHERE {own}", values);
        var differing = Differing(connection, text);
        var copies = columns.Select(c => text.Contains(c) ? differing.Aggregate(c, (value, one) => $"replace({value}, '{one.Key}', {one.Value})") : c);
        Run(
            connection,
            $"WITH RECURSIVE n (n) AS (SELECT @from UNION ALL SELECT n + 1 FROM n WHERE n < @to) INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", copies)} FROM n, template",
            values);
    }

    /// <summary>What must differ from copy to copy: ids, hashes, numbers and codes, each with the expression that replaces it.</summary>
    private static Dictionary<string, string> Differing(SqliteConnection connection, IEnumerable<string> text)
    {
        var all = string.Join('\n', text.SelectMany(c => Strings(connection, $"SELECT {c} FROM template")));
        var found = Id().Matches(all).Select(m => m.Value).Distinct().ToDictionary(id => id, id => $"'{id[..^8]}' || printf('%08x', n)");
        foreach (var number in CaseNumber().Matches(all).Select(m => m.Value).Distinct())
        {
            found[number] = $"'{number[..3]}' || (1000000 + n)";
        }

        foreach (var code in Code().Matches(all).Select(m => m.Value).Distinct())
        {
            found[code] = $"'{code}-' || n";
        }

        return found;
    }

    private static SqliteConnection Open(CsirtOsProcess csirt, string service)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", $"{service}.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string> Strings(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.IsDBNull(0) ? "" : reader.GetString(0));
        }

        return found;
    }

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values.Where(v => sql.Contains(v.Name, StringComparison.Ordinal)))
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    [GeneratedRegex("[0-9a-f]{64}|[0-9a-f]{32}")]
    private static partial Regex Id();

    [GeneratedRegex(@"R\d+-\d{4}\b")]
    private static partial Regex CaseNumber();

    [GeneratedRegex(@"(?m)^[0235689]{7,11}$")]
    private static partial Regex Code();
}
