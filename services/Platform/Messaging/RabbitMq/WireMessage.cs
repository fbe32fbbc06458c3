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
    private const string RoadTestType = "road-test";

    /// <summary>Sent to prove that the road is there; whoever gets it drops it.</summary>
    internal bool IsRoadTest => Type == RoadTestType;

    internal static WireMessage RoadTest(string id) => new(id, Everywhere.Town, id, RoadTestType, "{}", null);

    internal static WireMessage Of(Envelope e) => new(e.Id, e.Town, e.Key, e.Type, e.Body, e.TraceParent);

    /// <summary>Null where something is missing that every message has.</summary>
    internal Envelope? ToEnvelope() =>
        Id is { Length: 32 } && Town is { Length: > 0 and <= 6 } && Key is { Length: <= 64 } && Type is { Length: > 0 and <= 64 } && Body is not null
            ? new() { Id = Id, Town = Town, Key = Key, Type = Type, Body = Body, TraceParent = TraceParent }
            : null;
}
