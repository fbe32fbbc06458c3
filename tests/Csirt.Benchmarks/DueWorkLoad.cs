using System.Diagnostics;
using System.Globalization;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Microsoft.Data.Sqlite;

namespace Csirt.Benchmarks;

/// <summary>
/// Claiming and doing due work, with few duties stored and with a million (aim: the same cost, at least 500 items a second).
/// The items are real ones of real cases, made due at once as after a weekend with the machine off; the stored million are
/// copies of a real duty whose time has not come.
/// </summary>
internal sealed class DueWorkLoad(CsirtOsProcess csirt)
{
    private const int Duties = 1_000_000;
    private const int Items = 4_000;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task ReportAsync()
    {
        await MakeCasesAsync();
        await ReportAsync("few duties stored");
        csirt.Kill();
        var started = Stopwatch.GetTimestamp();
        Store(Duties);
        Console.WriteLine($"{Duties:N0} duties and as many due rows stored in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        await csirt.StartAgainAsync();
        await ReportAsync($"{Duties:N0} duties stored");
    }

    private async Task ReportAsync(string stored)
    {
        await ReportAsync("escalation", "look_again", $"cases worked out again, {stored}");
        await ReportAsync("notification", "acknowledge_by", $"acknowledgements overdue, {stored}");
    }

    /// <summary>Makes up to <see cref="Items"/> rows of a kind due now and waits until none of them is left.</summary>
    private async Task ReportAsync(string service, string kind, string what)
    {
        await using var connection = Open(service);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var count = Run(
            connection,
            "UPDATE due_work SET try_at = @now, due_at = @now WHERE seq IN (SELECT seq FROM due_work WHERE kind = @kind AND try_at > @now AND payload IS NULL LIMIT @items)",
            ("@now", now), ("@kind", kind), ("@items", Items));
        var started = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(() => Task.FromResult(Due(connection, now) == 0), $"no {kind} left", Limit, Between);
        Console.WriteLine($"{what}: {count / Stopwatch.GetElapsedTime(started).TotalSeconds:0} items/s of {count} (aim >= 500)");
    }

    private async Task MakeCasesAsync()
    {
        var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto");
        await Parallel.ForAsync(0, Items / 4, async (number, stop) =>
            await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = $"共有フォルダの件 {number}", SectionId = "sec-shogai" }, stop: stop));
        await staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest
        {
            Text = "名簿の紛失",
            SectionId = "sec-shogai",
            Facts = new CaseFacts { PersonalData = Answer.Yes, Sensitive = Answer.Yes },
        });
        await using var escalation = Open("escalation");
        await Eventually.TrueAsync(() => Task.FromResult(Number(escalation, "SELECT COUNT(*) FROM duty") > 0), "the duty of a report");
    }

    private void Store(int duties)
    {
        using var escalation = Open("escalation");
        // Else a write-ahead log as large as the table would stand beside it, and every read would search it.
        Run(escalation, "PRAGMA journal_mode=OFF");
        Run(
            escalation,
            """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < @duties)
            INSERT INTO duty (town, id, case_id, version, rule_id, state, waiting, due_at, document)
            SELECT d.town, printf('%032x', n), printf('%032x', n / 3), 1, d.rule_id, d.state, d.waiting, d.due_at + n, d.document
            FROM (SELECT * FROM duty LIMIT 1) d, n
            """,
            ("@duties", duties));
        foreach (var service in new[] { "escalation", "notification" })
        {
            using var connection = Open(service);
            Run(connection, "PRAGMA journal_mode=OFF");
            Run(
                connection,
                """
                WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < @duties)
                INSERT INTO due_work (town, kind, subject, due_at, try_at, payload)
                SELECT d.town, d.kind, printf('%032x', n), @later + n, @later + n, '{}' FROM (SELECT * FROM due_work LIMIT 1) d, n
                """,
                ("@duties", duties), ("@later", TimeProvider.System.GetUtcNow().AddDays(20).ToUnixTimeMilliseconds()));
        }
    }

    private SqliteConnection Open(string service)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(csirt.Folder, "db", $"{service}.db")};Pooling=False;Default Timeout=120");
        connection.Open();
        return connection;
    }

    private static long Due(SqliteConnection connection, long until)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM due_work WHERE try_at <= @until";
        command.Parameters.AddWithValue("@until", until);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static int Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }
}
