namespace Csirt.Platform.Messaging;

/// <summary>Carries messages from an outbox to a consumer.</summary>
internal interface ITransport
{
    /// <summary>
    /// Hands messages to one consumer, in order. Returns those the consumer has for good; the rest stay in the outbox and
    /// come again.
    /// </summary>
    Task<IReadOnlyList<Envelope>> SendAsync(string consumer, IReadOnlyList<Envelope> envelopes, CancellationToken cancellationToken);
}
