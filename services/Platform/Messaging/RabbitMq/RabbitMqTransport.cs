using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// The distributed bus: each row goes to its consumer's door, mandatory and confirmed. Returned means: on the disks of
/// the quorum. Whatever fails stays in the outbox, and so does everything until the roads are proven.
/// </summary>
internal sealed class RabbitMqTransport(IBus bus, BrokerState state, TimeProvider time, ILogger<RabbitMqTransport> log) : ITransport
{
    private static readonly TimeSpan ProofTakes = TimeSpan.FromSeconds(15);

    // A confirm that was under way when the connection broke may never come; the row goes out again then.
    private static readonly TimeSpan SendTakes = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, ISendEndpoint> _endpoints = new();

    public async Task<IReadOnlyList<Envelope>> SendAsync(string consumer, IReadOnlyList<Envelope> envelopes, CancellationToken cancellationToken)
    {
        if (!state.Proven)
        {
            return [];
        }

        var endpoint = await EndpointOfAsync(consumer).WaitAsync(SendTakes, time, cancellationToken);
        var sent = await Task.WhenAll(envelopes.Select(e => TrySendAsync(endpoint, e, cancellationToken)));
        return [.. envelopes.Where((_, i) => sent[i])];
    }

    /// <summary>Sends each consumer a message that it drops. Throws where one is not confirmed, or comes back for want of a queue.</summary>
    public async Task ProveAsync(IEnumerable<string> consumers, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ProofTakes, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var consumer in consumers)
        {
            var id = Ids.New(time);
            await SendAsync(await EndpointOfAsync(consumer), WireMessage.RoadTest(id), id, either.Token);
        }
    }

    // Only one that was had is kept: a failure would stay for good.
    private async Task<ISendEndpoint> EndpointOfAsync(string consumer) => _endpoints.TryGetValue(consumer, out var kept)
        ? kept
        : _endpoints[consumer] = await bus.GetSendEndpoint(new Uri($"exchange:{QueueNames.DoorOf(consumer)}?type=fanout&durable=true"));

    private async Task<bool> TrySendAsync(ISendEndpoint endpoint, Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(endpoint, WireMessage.Of(envelope), envelope.Id, cancellationToken).WaitAsync(SendTakes, time, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Not confirmed, or returned: the row stays and goes out again; the inbox absorbs a repeat.
            log.LogWarning(e, "{Type} {Id} was not confirmed by the broker", envelope.Type, envelope.Id);
            return false;
        }
    }

    private static Task SendAsync(ISendEndpoint endpoint, WireMessage message, string id, CancellationToken cancellationToken) =>
        endpoint.Send(message, Pipe.Execute<SendContext<WireMessage>>(context => Address(context, id)), cancellationToken);

    private static void Address(SendContext<WireMessage> context, string id)
    {
        context.MessageId = Guid.ParseExact(id, "N");
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
