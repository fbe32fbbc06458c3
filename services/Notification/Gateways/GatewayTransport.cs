using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;

namespace Csirt.Notification.Gateways;

/// <summary>
/// Hands calls to gateways: HTTPS, signed, one attempt within a time limit, never following a redirect. 4xx is final; 408, 425, 429,
/// 5xx, time-outs and broken connections are tried again later. What a gateway answers is not kept: it may repeat numbers.
/// </summary>
internal sealed class GatewayTransport(TimeProvider time, ILogger<GatewayTransport> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();

    public async Task<MailOutcome> SendAsync(OutgoingCall call, CancellationToken stop)
    {
        try
        {
            using var request = RequestOf(call);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(call.Route.TimeLimit);
            using var response = await ClientOf(call.Route).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Of(response.StatusCode, call);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new MailOutcome(MailFate.NotTried);
        }
        catch (Exception e) when (ErrorOf(e) is { } error)
        {
            log.LogWarning("Gateway {Gateway} does not take notification {Id} now: {Error} ({Kind})", call.Route.Key, call.Row.Id, error, e.GetType().Name);
            return new MailOutcome(MailFate.PutOff, error);
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private HttpRequestMessage RequestOf(OutgoingCall call)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, call.Route.Url) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Csirt-Timestamp", timestamp);
        request.Headers.Add("Csirt-Signature", OutgoingCall.Sign(call.Route.ReadSecret(), timestamp, call.Body));
        request.Headers.Add("Idempotency-Key", call.IdempotencyKey);
        return request;
    }

    private MailOutcome Of(HttpStatusCode answer, OutgoingCall call)
    {
        var status = (int)answer;
        if (status is >= 200 and < 300)
        {
            return new MailOutcome(MailFate.Delivered);
        }

        log.LogWarning("Gateway {Gateway} answered {Status} to notification {Id}", call.Route.Key, status, call.Row.Id);
        return status is 408 or 425 or 429 or >= 500
            ? new MailOutcome(MailFate.PutOff, DeliveryError.GatewayPutOff(status))
            : new MailOutcome(MailFate.Rejected, DeliveryError.GatewayRejected(status));
    }

    private static string? ErrorOf(Exception e) => e switch
    {
        OperationCanceledException => DeliveryError.GatewayTimedOut,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryError.GatewayNotTrusted,
        HttpRequestException => DeliveryError.GatewayUnreachable,
        IOException or UnauthorizedAccessException or InvalidDataException => DeliveryError.GatewaySecretUnreadable,
        _ => null,
    };

    private HttpClient ClientOf(GatewayRoute route) => _clients.GetOrAdd(route.Key, static (_, of) =>
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !of.Url.IsLoopback,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        if (of.CaFile is { } file)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = OwnRoot.TrustedBy(file);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }, route);
}
