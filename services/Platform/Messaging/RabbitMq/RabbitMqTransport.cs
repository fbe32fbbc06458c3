using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// The distributed bus: each row goes to its consumer's exchange, mandatory and confirmed. Returned means: on the disks of
/// the quorum. Whatever fails stays in the outbox.
/// </summary>
internal sealed class RabbitMqTransport(IBus bus, ILogger<RabbitMqTransport> log) : ITransport
{
    private readonly ConcurrentDictionary<string, Task<ISendEndpoint>> _endpoints = new();

    public static Uri AddressOf(IConfiguration configuration) =>
        new(configuration["RabbitMq:Address"] ?? "amqp://guest:guest@127.0.0.1:5672/");

    public async Task<IReadOnlyList<Envelope>> SendAsync(string consumer, IReadOnlyList<Envelope> envelopes, CancellationToken cancellationToken)
    {
        var endpoint = await _endpoints.GetOrAdd(consumer, c => bus.GetSendEndpoint(new Uri($"exchange:{QueueNames.Of(c)}?type=fanout&durable=true")));
        var sent = await Task.WhenAll(envelopes.Select(e => TrySendAsync(endpoint, e, cancellationToken)));
        return [.. envelopes.Where((_, i) => sent[i])];
    }

    private async Task<bool> TrySendAsync(ISendEndpoint endpoint, Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.Send(WireMessage.Of(envelope), Pipe.Execute<SendContext<WireMessage>>(context => Address(context, envelope)), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Not confirmed, or returned: the row stays and goes out again; the inbox absorbs a repeat.
            log.LogWarning(e, "{Type} {Id} was not confirmed by the broker", envelope.Type, envelope.Id);
            return false;
        }
    }

    private static void Address(SendContext<WireMessage> context, Envelope envelope)
    {
        context.MessageId = Guid.ParseExact(envelope.Id, "N");
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
