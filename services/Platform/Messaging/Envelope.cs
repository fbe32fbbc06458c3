using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;

namespace Csirt.Platform.Messaging;

/// <summary>A message on its way to one consumer.</summary>
internal sealed class Envelope
{
    /// <summary>Position in the outbox; grows.</summary>
    public long Seq { get; init; }

    /// <summary>Id of the message: the same for all its consumers, and for every repeat.</summary>
    public required string Id { get; init; }

    public required string Town { get; init; }

    /// <summary>Messages of one key keep their order as far as the transport can.</summary>
    public required string Key { get; init; }

    /// <summary>Name of the type in the topology manifest.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>W3C trace context of the unit of work that said it.</summary>
    public string? TraceParent { get; init; }

    public IMessage Read() =>
        (IMessage)(JsonSerializer.Deserialize(Body, Topology.TypeOf(Type), CsirtJson.Options)
            ?? throw new JsonException($"Message {Id} of type {Type} is empty."));
}
