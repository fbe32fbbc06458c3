using System.Diagnostics;
using System.Globalization;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;
using Microsoft.Data.Sqlite;

namespace Csirt.Benchmarks;

/// <summary>Fresh internal reports against the real process, over HTTP, until every mail is on disk.</summary>
internal sealed class Load
{
    private const int AtOnce = 48;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);
    private readonly CsirtOsProcess _csirt;
    private readonly CsirtClient _staff;
    private int _number;

    private Load(CsirtOsProcess csirt, CsirtClient staff) => (_csirt, _staff) = (csirt, staff);

    /// <summary>Mails one report costs, as the first one showed.</summary>
    private int MailsPerReport { get; set; }

    public static async Task<Load> ConnectAsync(CsirtOsProcess csirt) => new(csirt, await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto"));

    public async Task WarmUpAsync()
    {
        await FileAsync();
        await Eventually.TrueAsync(async () => Mails() > 0 && await SettledAsync(), "the mails of the first report");
        MailsPerReport = Mails();
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await FileAsync());
        await MailsAsync(201 * MailsPerReport);
        Console.WriteLine($"mails per report: {MailsPerReport}");
    }

    public async Task ReportThroughputAsync(int reports, RawBounds raw)
    {
        var commitsBefore = await CommitsAsync();
        var (accepted, ended) = await PerSecondAsync(reports);
        var commits = await CommitsAsync() - commitsBefore;
        var possible = 1 / ((commits / reports / raw.CommitsPerSecond) + (MailsPerReport / raw.FileSyncsPerSecond));
        Console.WriteLine($"accepted: {accepted:0} reports/s; end to end, every mail on disk: {ended:0} reports/s (aim >= 100)");
        Console.WriteLine($"a report costs {commits / reports:0.00} commits and {MailsPerReport} file syncs");
        Console.WriteLine($"the raw rates would allow {possible:0} reports/s; ratio {ended / possible:0.00} (aim >= 0.5)");
    }

    /// <summary>The cost of a report as the stored cases grow (aim: flat).</summary>
    public async Task ReportGrowthAsync(int reports, int most)
    {
        var first = 0.0;
        for (var (from, to) = (1, 1000); to <= most; (from, to) = (to + 1, to * 10))
        {
            _csirt.Kill();
            StoredCases.Fill(_csirt, from, to);
            await _csirt.StartAgainAsync();
            // The first after a start pay for compilation and cold pages.
            await PerSecondAsync(reports / 2);
            var processor = _csirt.ProcessorTime;
            var (_, ended) = await PerSecondAsync(reports);
            var cost = (_csirt.ProcessorTime - processor).TotalMilliseconds / reports;
            first = first == 0 ? cost : first;
            Console.WriteLine($"{to:N0} stored cases: {ended:0} reports/s end to end, {cost:0.0} ms of processor time each, {cost / first:0.00} of the first");
        }
    }

    /// <summary>Reports accepted and carried to their last mail, a second.</summary>
    private async Task<(double Accepted, double Ended)> PerSecondAsync(int reports)
    {
        var mailsBefore = Mails();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, reports, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await FileAsync());
        var accepted = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await MailsAsync(mailsBefore + (reports * MailsPerReport));
        return (reports / accepted, reports / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public async Task ReportLatencyAsync(int perSecond, int seconds)
    {
        var mailsBefore = Mails();
        var from = _number;
        var pace = TimeSpan.FromSeconds(1.0 / perSecond);
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task>();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var early = (pace * i) - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            sent.Add(FileAsync());
        }

        await Task.WhenAll(sent);
        await MailsAsync(mailsBefore + (perSecond * seconds * MailsPerReport));
        await Eventually.TrueAsync(SettledAsync, "every mail marked as written");
        var waits = TimesToLastMail(_number - from);
        Console.WriteLine($"accepted report to its last mail at {perSecond}/s: p50 {Percentile(waits, 0.50)} ms, p99 {Percentile(waits, 0.99)} ms, most {waits[^1]} ms (aim p99 < 1000 ms)");
    }

    private Task<ReportReceipt> FileAsync()
    {
        var number = Interlocked.Increment(ref _number);
        return _staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = $"共有フォルダの件 {number}", SectionId = "sec-shogai" });
    }

    private Task MailsAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Mails() >= count), $"{count} mails, {Mails()} are there", TimeSpan.FromMinutes(10), Between);

    private int Mails() => System.IO.Directory.Exists(Pickup) ? System.IO.Directory.EnumerateFiles(Pickup, "*.eml").Count() : 0;

    private string Pickup => Path.Combine(_csirt.Folder, "mail", "pickup");

    private async Task<double> CommitsAsync()
    {
        var text = await _staff.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return text.Split('\n').Where(line => line.StartsWith("csirt_store_commits_total{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private Task<bool> SettledAsync()
    {
        using var ledger = Open("notification");
        return Task.FromResult(Number(ledger, "SELECT COUNT(*) FROM notification WHERE state = 'requested'") == 0);
    }

    /// <summary>Milliseconds from acceptance to the last mail, of the newest reports, sorted. Read from the services' own tables.</summary>
    private List<long> TimesToLastMail(int newest)
    {
        using var intake = Open("intake");
        Run(intake, $"ATTACH '{Path.Combine(_csirt.Folder, "db", "cases.db")}' AS cases");
        Run(intake, $"ATTACH '{Path.Combine(_csirt.Folder, "db", "notification.db")}' AS notification");
        using var command = intake.CreateCommand();
        command.CommandText =
            """
            SELECT MAX(n.sent_at) - r.accepted_at AS wait
            FROM (SELECT * FROM report ORDER BY accepted_at DESC LIMIT @newest) r
            JOIN cases.case_report c ON c.town = r.town AND c.report_id = r.id
            JOIN notification.notification n ON n.town = c.town AND n.case_id = c.case_id AND n.sent_at IS NOT NULL
            GROUP BY r.id ORDER BY wait
            """;
        command.Parameters.AddWithValue("@newest", newest);
        using var reader = command.ExecuteReader();
        var waits = new List<long>();
        while (reader.Read())
        {
            waits.Add(reader.GetInt64(0));
        }

        return waits;
    }

    private SqliteConnection Open(string service)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_csirt.Folder, "db", $"{service}.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Percentile(List<long> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(sorted.Count * share))];
}
