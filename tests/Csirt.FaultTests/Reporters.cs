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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);
    private readonly Func<Task<CsirtClient>> _signIn;
    private readonly Lock _signingIn = new();
    private readonly string _name;
    private Task<CsirtClient> _client;
    private int _refusals;

    private Reporters(CsirtClient client, Func<Task<CsirtClient>> signIn, string name) => (_client, _signIn, _name) = (Task.FromResult(client), signIn, name);

    /// <summary>Receipts by idempotency key.</summary>
    public ConcurrentDictionary<string, ReportReceipt> Receipts { get; } = new();

    /// <summary>How often a report was not taken at first.</summary>
    public int Refusals => _refusals;

    /// <summary>Done when every report has its receipt.</summary>
    public Task AllAccepted { get; private set; } = Task.CompletedTask;

    public static Reporters Begin(CsirtClient client, int count, string name, CancellationToken stop) =>
        Begin(client, () => throw new InvalidOperationException("The sign-in ended in the middle of the test."), count, name, stop);

    /// <summary>Staff who sign in again where their sign-in has ended: the clock has jumped.</summary>
    public static async Task<Reporters> BeginAsync(Func<Task<CsirtClient>> signIn, int count, string name, CancellationToken stop) =>
        Begin(await signIn(), signIn, count, name, stop);

    private static Reporters Begin(CsirtClient client, Func<Task<CsirtClient>> signIn, int count, string name, CancellationToken stop)
    {
        var reporters = new Reporters(client, signIn, name);
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
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var signedIn = _client;
            try
            {
                return await (await signedIn).PostAsync<ReportReceipt>("/api/intake/reports", report, idempotencyKey: $"{_name}-{number}", stop: stop);
            }
            catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage)
            {
                if (TimeProvider.System.GetElapsedTime(since) > Patience)
                {
                    throw new TimeoutException($"Report {_name}-{number} was not taken for {Patience.TotalSeconds:0} s: {e.Message}", e);
                }

                // The process is dead or starting: the sender does not know whether it was accepted, and asks again.
                Interlocked.Increment(ref _refusals);
                await Task.Delay(Pause, stop);
            }
            catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.Unauthorized)
            {
                // One of those whose sign-in has ended does it for all.
                lock (_signingIn)
                {
                    _client = ReferenceEquals(_client, signedIn) ? _signIn() : _client;
                }
            }
        }
    }
}
