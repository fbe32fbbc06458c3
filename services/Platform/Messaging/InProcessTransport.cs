using Csirt.Platform.Database;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging;

/// <summary>
/// The embedded bus: straight into the consumer's pipeline, no lossy queue between two durable tables. All of a batch wait
/// for the consumer's writer at once, so they share its commit.
/// </summary>
internal sealed class InProcessTransport(IEnumerable<ServiceInbox> inboxes, ILogger<InProcessTransport> log) : ITransport
{
    private readonly Dictionary<string, ServiceInbox> _inboxes = inboxes.ToDictionary(i => i.Service);

    public async Task<IReadOnlyList<Envelope>> SendAsync(string consumer, IReadOnlyList<Envelope> envelopes, CancellationToken cancellationToken)
    {
        if (!_inboxes.TryGetValue(consumer, out var inbox))
        {
            // A service run alone without a broker: what it says waits in its outbox.
            return [];
        }

        var taken = await Task.WhenAll(envelopes.Select(e => TryDeliverAsync(inbox, e, cancellationToken)));
        return [.. envelopes.Where((_, i) => taken[i])];
    }

    private async Task<bool> TryDeliverAsync(ServiceInbox inbox, Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await inbox.DeliverAsync(envelope, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning(e, "{Service} can't take {Id} now; it stays in the outbox", inbox.Service, envelope.Id);
            return false;
        }
    }
}
