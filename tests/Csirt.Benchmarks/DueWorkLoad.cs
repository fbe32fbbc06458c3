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
    /// <summary>Processor time, what follows from the item (mails, their ledger rows) included, tells more than the rate on a machine that others use too.</summary>
    private readonly record struct Round(double ItemsPerSecond, TimeSpan ProcessorTime)
    {
        public override string ToString() => $"{ItemsPerSecond:0}/s at {ProcessorTime.TotalMilliseconds:0.00} ms";
    }

    private const int Duties = 1_000_000;
    private const int Cases = 2_000;
    private const int Items = 1_500;
    private const int Rounds = 5;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task ReportAsync()
    {
        await MakeCasesAsync();
        csirt.Kill();
        await csirt.StartAgainAsync();
        await ReportRoundsAsync("few duties stored");
        csirt.Kill();
        var started = Stopwatch.GetTimestamp();
        Store(Duties);
        Console.WriteLine($"{Duties:N0} duties and as many due rows stored in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        await csirt.StartAgainAsync();
        await ReportRoundsAsync($"{Duties:N0} duties stored");
    }

    /// <summary>The first round after a start is told apart: it pays for cold code and pages.</summary>
    private async Task ReportRoundsAsync(string stored)
    {
        var again = new List<Round>();
        var overdue = new List<Round>();
        for (var round = 0; round < Rounds; round++)
        {
            again.Add(await MeasureAsync("escalation", "look_again"));
            overdue.Add(await MeasureAsync("notification", "acknowledge_by"));
        }

        Report("cases worked out again", again);
        Report("acknowledgements overdue", overdue);

        void Report(string what, List<Round> rounds) => Console.WriteLine(
            $"{what}, {stored}: {rounds[0]} right after the start, then {string.Join(", ", rounds.Skip(1))} (aim >= 500/s)");
    }

    /// <summary>Makes up to <see cref="Items"/> rows of a kind due now and waits until none of them is left.</summary>
    private async Task<Round> MeasureAsync(string service, string kind)
    {
        await UntilQuietAsync();
        await using var connection = Open(service);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var count = Run(
            connection,
            "UPDATE due_work SET try_at = @now, due_at = @now WHERE seq IN (SELECT seq FROM due_work WHERE kind = @kind AND try_at > @now AND payload IS NULL LIMIT @items)",
            ("@now", now), ("@kind", kind), ("@items", Items));
        if (count == 0)
        {
            throw new InvalidOperationException($"Nothing of kind {kind} is left to be made due.");
        }

        var (started, processor) = (Stopwatch.GetTimestamp(), csirt.ProcessorTime);
        await Eventually.TrueAsync(() => Task.FromResult(Due(connection, now) == 0), $"no {kind} left", Limit, Between);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await UntilQuietAsync();
        return new Round(count / seconds, (csirt.ProcessorTime - processor) / count);
    }

    /// <summary>What the round before brought about (mails, digests) is no part of the next.</summary>
    private async Task UntilQuietAsync()
    {
        foreach (var service in new[] { "intake", "cases", "escalation", "notification" })
        {
            await using var connection = Open(service);
            await Eventually.TrueAsync(
                () => Task.FromResult(Number(connection, "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL") + Due(connection, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) == 0),
                $"{service} quiet", Limit, Between);
        }
    }

    private async Task MakeCasesAsync()
    {
        var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto");
        await Parallel.ForAsync(0, Cases, async (number, stop) =>
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
