using System.Collections.Concurrent;
using System.Net;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;

namespace Csirt.FaultTests;

/// <summary>
/// Staff who report without pause, as a page or a gateway would: the same Idempotency-Key until a receipt comes back,
/// however often the process dies meanwhile.
/// </summary>
public sealed class Reporters
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CsirtClient _client;
    private readonly string _name;
    private int _refusals;

    private Reporters(CsirtClient client, string name) => (_client, _name) = (client, name);

    /// <summary>Receipts by idempotency key.</summary>
    public ConcurrentDictionary<string, ReportReceipt> Receipts { get; } = new();

    /// <summary>How often a report was not taken at first.</summary>
    public int Refusals => _refusals;

    /// <summary>Done when every report has its receipt.</summary>
    public Task AllAccepted { get; private set; } = Task.CompletedTask;

    public static Reporters Begin(CsirtClient client, int count, string name, CancellationToken stop)
    {
        var reporters = new Reporters(client, name);
        reporters.AllAccepted = Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop },
            async (number, token) => reporters.Receipts[$"{name}-{number}"] = await reporters.ReportAsync(number, token));
        return reporters;
    }

    /// <summary>Waits until so many have their receipt.</summary>
    public Task HaveAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(Receipts.Count >= count || AllAccepted.IsCompleted), $"{count} receipts");

    private async Task<ReportReceipt> ReportAsync(int number, CancellationToken stop)
    {
        var report = new FileReportRequest { Text = $"共有フォルダの件 {_name} {number}", SectionId = "sec-shogai" };
        while (true)
        {
            try
            {
                return await _client.PostAsync<ReportReceipt>("/api/intake/reports", report, idempotencyKey: $"{_name}-{number}", stop: stop);
            }
            catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage)
            {
                // The process is dead or starting: the sender does not know whether it was accepted, and asks again.
                Interlocked.Increment(ref _refusals);
                await Task.Delay(Pause, stop);
            }
        }
    }
}
