using System.Diagnostics;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;
using Microsoft.Data.Sqlite;

namespace Csirt.Benchmarks;

/// <summary>
/// The same reports over the distributed stack: a process per service, a real broker, SQLite files. Against what the broker
/// gives with nothing of ours in between, measured in the same run.
/// </summary>
internal sealed class DistributedLoad(DistributedTown town, CsirtClient staff, BrokerBounds bounds)
{
    private const int AtOnce = 48;

    // Enough for the just-in-time compiler to be done with all that is hot: six processes, each compiling for itself.
    private const int WarmUp = 3_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private const string HandledCount = "SELECT COUNT(*) FROM inbox WHERE state = 'handled'";
    private static readonly string[] Consuming = [Topology.Services.Cases, Topology.Services.Escalation, Topology.Services.Notification];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private int _number;
    private int _mailsPerReport;

    public static async Task ReportAsync(int reports)
    {
        await using var broker = await RabbitMqNode.StartAsync();
        var bounds = await BrokerBounds.MeasureAsync(broker.Address);
        Console.WriteLine($"broker bounds, quorum queue: RabbitMQ.Client with confirms {bounds.RawPerSecond:0} messages/s, MassTransit with an empty consumer {bounds.MassTransitPerSecond:0} messages/s, from a full queue {bounds.DrainPerSecond:0} messages/s");
        await using var town = await DistributedTown.StartAsync(broker, "benchmark", direct: true);
        var load = new DistributedLoad(town, await town.SignInAsync("shogai-tanto", CancellationToken.None), bounds);
        await load.WarmUpAsync();
        await load.ReportThroughputAsync(reports, "1 process per service");
        await load.ReportLatencyAsync(perSecond: 20, seconds: 15);
        await load.ReportServiceByServiceAsync(reports);
        foreach (var (more, name) in new[] { (1, "2 processes"), (2, "4 processes") })
        {
            await load.AddProcessesAsync(more);
            await load.ReportThroughputAsync(reports, $"{name} per consuming service");
        }
    }

    private async Task WarmUpAsync()
    {
        await Eventually.TrueAsync(TryFileAsync, "Intake to know the directory");
        await Eventually.TrueAsync(() => Task.FromResult(Mails() > 0 && Waiting() == 0), "the mails of the first report");
        _mailsPerReport = (int)Mails();
        await SendAsync(WarmUp);
    }

    private async Task<bool> TryFileAsync()
    {
        try
        {
            await FileAsync();
            return true;
        }
        catch (HttpRequestException e) when (e.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }
    }

    private async Task AddProcessesAsync(int more)
    {
        foreach (var service in Consuming)
        {
            // A file that several processes use is said to be one, to each of them.
            var first = town.Services[service];
            if (first.Settings.TryAdd("Database:Shared", "true"))
            {
                first.Kill();
                await first.StartAsync();
            }
        }

        foreach (var service in Enumerable.Repeat(Consuming, more).SelectMany(s => s))
        {
            await town.Another(service).StartAsync();
        }
    }

    private async Task ReportThroughputAsync(int reports, string what)
    {
        var handledBefore = Handled();
        var timeBefore = ProcessorTime();
        var started = Stopwatch.GetTimestamp();
        await SendAsync(reports);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var handled = Handled() - handledBefore;
        Console.WriteLine($"distributed, {what}: {reports / seconds:0} reports/s end to end, {handled / seconds:0} messages/s handled with their database work ({handled / (double)reports:0.0} a report)");
        Console.WriteLine($"  processor time a report: {string.Join(", ", ProcessorTime().Select(t => $"{t.Key} {(t.Value - timeBefore.GetValueOrDefault(t.Key)) / reports:0.0} ms"))}");
        Console.WriteLine($"  ratio to MassTransit with an empty consumer {handled / seconds / bounds.MassTransitPerSecond:0.00} (aim >= 0.5), to raw RabbitMQ {handled / seconds / bounds.RawPerSecond:0.00}");
    }

    /// <summary>Each service alone with a full queue, the others standing still: what handling a message costs it, with its database work and all it says to others.</summary>
    private async Task ReportServiceByServiceAsync(int reports)
    {
        const string Intake = Topology.Services.Intake, Cases = Topology.Services.Cases, Escalation = Topology.Services.Escalation, Notification = Topology.Services.Notification;
        string[] all = [Intake, Cases, Escalation, Notification];
        foreach (var service in all.Except([Intake]))
        {
            town.Services[service].Freeze();
        }

        await Parallel.ForAsync(0, reports, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await FileAsync());
        await Eventually.TrueAsync(() => Task.FromResult(Unsettled(Intake) == 0), "the reports to be with the broker", Limit, Look);
        town.Services[Intake].Freeze();
        await ReportAloneAsync(Cases, "ReportAccepted", reports, reports);
        await ReportAloneAsync(Intake, "CaseChanged", reports, reports);
        await ReportAloneAsync(Escalation, "CaseChanged", reports, reports);
        // A digest's notifications are taken in and wait; the mails of the others are written and said.
        await ReportAloneAsync(Notification, "CaseChanged, NotificationRequested, mails written", Sent(Escalation, Notification) + reports, reports);
        await ReportAloneAsync(Escalation, "NotificationChanged", Sent(Notification, Escalation), reports);
        await ReportAloneAsync(Cases, "DutiesChanged", reports, reports);
        foreach (var service in all)
        {
            town.Services[service].Thaw();
        }
    }

    private async Task ReportAloneAsync(string service, string what, long messages, int reports)
    {
        var until = Number(service, HandledCount) + messages;
        var mails = Mails() + (reports * _mailsPerReport);
        var timeBefore = town.Services[service].ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        town.Services[service].Thaw();
        await Eventually.TrueAsync(() => Task.FromResult(Number(service, HandledCount) >= until && Unsettled(service) == 0), $"{service} to have handled {what}", Limit, Look);
        if (service == Topology.Services.Notification)
        {
            await MailsAsync(mails);
            await Eventually.TrueAsync(() => Task.FromResult(Unsettled(service) == 0), "the mails to be said", Limit, Look);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        town.Services[service].Freeze();
        var time = (town.Services[service].ProcessorTime - timeBefore).TotalMilliseconds / messages;
        Console.WriteLine($"  {service} alone, {what}: {messages / seconds:0} messages/s, {time:0.00} ms of processor time each, ratio to MassTransit with an empty consumer {messages / seconds / bounds.DrainPerSecond:0.00}");
    }

    private long Unsettled(string service) => Number(service, "SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL");

    /// <summary>Messages that lie in the consumer's queue.</summary>
    private long Sent(string service, string consumer) =>
        Number(service, $"SELECT COUNT(*) FROM outbox WHERE consumer = '{consumer}'") - Number(consumer, $"{HandledCount} AND type IN (SELECT value FROM json_each('{TypesOf(service, consumer)}'))");

    private static string TypesOf(string service, string consumer) => System.Text.Json.JsonSerializer.Serialize(
        Topology.Producers.Where(p => p.Value.Contains(service) && Topology.Consumers[p.Key].Contains(consumer)).Select(p => Topology.NameOf(p.Key)));

    private async Task ReportLatencyAsync(int perSecond, int seconds)
    {
        var from = Reports();
        var pace = TimeSpan.FromSeconds(1.0 / perSecond);
        var mailsBefore = Mails();
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task>();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            if ((pace * i) - Stopwatch.GetElapsedTime(started) is { } early && early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            sent.Add(FileAsync());
        }

        await Task.WhenAll(sent);
        await MailsAsync(mailsBefore + (sent.Count * _mailsPerReport));
        await Eventually.TrueAsync(() => Task.FromResult(Waiting() == 0), "every mail marked as written");
        var waits = TimesToLastMail(Reports() - from);
        Console.WriteLine($"distributed, accepted report to its last mail at {perSecond}/s: p50 {waits[waits.Count / 2]} ms, p99 {waits[waits.Count * 99 / 100]} ms");
    }

    private async Task SendAsync(int reports)
    {
        var mailsBefore = Mails();
        await Parallel.ForAsync(0, reports, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await FileAsync());
        await MailsAsync(mailsBefore + (reports * _mailsPerReport));
    }

    private Task<ReportReceipt> FileAsync()
    {
        var number = Interlocked.Increment(ref _number);
        return staff.PostAsync<ReportReceipt>("/api/intake/reports", new FileReportRequest { Text = $"共有フォルダの件 {number}", SectionId = "sec-shogai" });
    }

    private Task MailsAsync(long count) => Eventually.TrueAsync(() => Task.FromResult(Mails() >= count), $"{count} mails", Limit, Look);

    // From the ledger, which says so once the file is on disk: listing the files would cost more than writing them.
    private long Mails() => Number(Topology.Services.Notification, "SELECT COUNT(*) FROM notification WHERE sent_at IS NOT NULL");

    private Dictionary<string, double> ProcessorTime() => town.Services
        .Where(s => s.Value.Runs).ToDictionary(s => s.Key, s => s.Value.ProcessorTime.TotalMilliseconds);

    private long Handled() => Consuming.Append(Topology.Services.Intake).Sum(s => Number(s, HandledCount));

    private long Waiting() => Number(Topology.Services.Notification, "SELECT COUNT(*) FROM notification WHERE state = 'requested' AND digest = 0");

    private long Reports() => Number(Topology.Services.Intake, "SELECT COUNT(*) FROM report");

    private List<long> TimesToLastMail(long newest)
    {
        using var intake = Open(Topology.Services.Intake);
        using var command = intake.CreateCommand();
        command.CommandText =
            $"""
            ATTACH '{town.DatabaseOf(Topology.Services.Cases)}' AS cases;
            ATTACH '{town.DatabaseOf(Topology.Services.Notification)}' AS notification;
            SELECT MAX(n.sent_at) - r.accepted_at AS wait
            FROM (SELECT * FROM report ORDER BY accepted_at DESC LIMIT {newest}) r
            JOIN cases.case_report c ON c.town = r.town AND c.report_id = r.id
            JOIN notification.notification n ON n.town = c.town AND n.case_id = c.case_id AND n.sent_at IS NOT NULL
            GROUP BY r.id ORDER BY wait
            """;
        using var reader = command.ExecuteReader();
        var waits = new List<long>();
        while (reader.Read())
        {
            waits.Add(reader.GetInt64(0));
        }

        return waits;
    }

    private long Number(string service, string sql)
    {
        using var connection = Open(service);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open(string service)
    {
        var connection = new SqliteConnection($"Data Source={town.DatabaseOf(service)};Pooling=False;Default Timeout=60");
        connection.Open();
        return connection;
    }
}
