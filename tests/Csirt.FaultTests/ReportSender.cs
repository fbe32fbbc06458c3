using System.Collections.Concurrent;
using System.Net;
using Csirt.Contracts.Http.Intake;
using Csirt.Testing;

namespace Csirt.FaultTests;

/// <summary>
/// Staff who report without pause, as a page or a gateway would: the same Idempotency-Key until a receipt comes back,
/// however often the process dies meanwhile.
/// </summary>
internal sealed class ReportSender(Uri address, string userName)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Receipts by idempotency key.</summary>
    public ConcurrentDictionary<string, ReportReceipt> Receipts { get; } = new();

    public async Task SendAsync(int count, int atOnce, CancellationToken stop)
    {
        using var client = await CsirtClient.SignInAsync(address, userName, stop);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop },
            async (number, token) =>
            {
                var key = $"fault-{number}";
                Receipts[key] = await SendUntilAcceptedAsync(client, number, key, token);
            });
    }

    private static async Task<ReportReceipt> SendUntilAcceptedAsync(CsirtClient client, int number, string key, CancellationToken stop)
    {
        var report = new FileReportRequest { Text = $"共有フォルダの件 {number}", SectionId = "sec-shogai" };
        while (true)
        {
            try
            {
                return await client.PostAsync<ReportReceipt>("/api/intake/reports", report, idempotencyKey: key, stop: stop);
            }
            catch (HttpRequestException e) when (e.StatusCode is null or HttpStatusCode.ServiceUnavailable)
            {
                // The process is dead or starting: the sender does not know whether it was accepted, and asks again.
                await Task.Delay(Pause, stop);
            }
        }
    }
}
