using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Reconciliation;
using Csirt.Platform.Http;
using Csirt.Platform.Reconciliation;

namespace Csirt.Escalation.Auditing;

/// <summary>Asks the services what they hold, with the auditor's key; its own service too, over the same road.</summary>
internal sealed class HoldingsClient(IHttpClientFactory clients, ServiceAddresses addresses, AuditorKey key)
{
    private const int RangeSize = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Task<ServiceHoldings> StatusAsync(string town, string service, CancellationToken stop) =>
        AskAsync<ServiceHoldings>(town, service, HttpMethod.Get, "", null, stop);

    /// <summary>The ranges of one side.</summary>
    public Task<IReadOnlyList<HoldingRange>> RangesAsync(string town, Side side, CancellationToken stop) =>
        AskAsync<IReadOnlyList<HoldingRange>>(town, side.Service, HttpMethod.Get, $"/{side.Holding}/ranges?size={RangeSize}", null, stop);

    /// <summary>The other side's sums over the same ranges.</summary>
    public Task<IReadOnlyList<HoldingRange>> RangesAsync(string town, Side side, IReadOnlyList<string> bounds, CancellationToken stop) =>
        AskAsync<IReadOnlyList<HoldingRange>>(town, side.Service, HttpMethod.Post, $"/{side.Holding}/ranges", new HoldingBounds(bounds), stop);

    /// <summary>The rows of one range.</summary>
    public Task<IReadOnlyList<Holding>> RowsAsync(string town, Side side, string after, string? through, CancellationToken stop)
    {
        var end = through is null ? "" : $"&through={Uri.EscapeDataString(through)}";
        return AskAsync<IReadOnlyList<Holding>>(town, side.Service, HttpMethod.Get, $"/{side.Holding}?after={Uri.EscapeDataString(after)}{end}", null, stop);
    }

    private async Task<T> AskAsync<T>(string town, string service, HttpMethod method, string path, object? body, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        using var http = clients.CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(addresses.Of(service), $"/api/{service}/holdings{path}"));
        request.Headers.Add("X-Api-Key", key.For(town));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: CsirtJson.Options);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadFromJsonAsync<T>(CsirtJson.Options, limit.Token) ?? throw new NotReachedException(service, null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new NotReachedException(service, e);
        }
    }
}

/// <summary>A service does not answer, or not as it should.</summary>
internal sealed class NotReachedException(string service, Exception? cause) : Exception($"{service} does not answer the auditor: {cause?.Message}", cause)
{
    public string Service { get; } = service;
}
