namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>An outbox row on the wire: the message itself travels as the JSON that was committed.</summary>
/// <param name="Id">Message id.</param>
/// <param name="Town">Town.</param>
/// <param name="Key">Ordering key.</param>
/// <param name="Type">Name in the manifest.</param>
/// <param name="Body">JSON.</param>
/// <param name="TraceParent">W3C trace context.</param>
public sealed record WireMessage(string Id, string Town, string Key, string Type, string Body, string? TraceParent)
{
    internal static WireMessage Of(Envelope e) => new(e.Id, e.Town, e.Key, e.Type, e.Body, e.TraceParent);

    internal Envelope ToEnvelope() => new() { Id = Id, Town = Town, Key = Key, Type = Type, Body = Body, TraceParent = TraceParent };
}
