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

    /// <summary>Fields it does not know are ignored, missing optional ones take their defaults; anything else is <see cref="UnreadableMessageException"/>.</summary>
    public IMessage Read()
    {
        if (!Topology.TryTypeOf(Type, out var type))
        {
            throw new UnreadableMessageException($"種類「{Type}」のメッセージは、この版では扱えません。");
        }

        try
        {
            return (IMessage)(JsonSerializer.Deserialize(Body, type, CsirtJson.Options) ?? throw new UnreadableMessageException($"種類「{Type}」のメッセージが空です。"));
        }
        catch (JsonException e)
        {
            // Its text names a place in the body, no value of it.
            throw new UnreadableMessageException($"種類「{Type}」のメッセージを読み取れません（{e.Path}）。", e);
        }
    }
}
