namespace Csirt.Contracts.Messages;

/// <summary>What a restored service had said last about something, told back to it by one that had heard it.</summary>
public sealed record Echoed : IAddressed
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <inheritdoc />
    public required string To { get; init; }

    /// <summary>Epoch in which it is told back.</summary>
    public required string EpochId { get; init; }

    /// <summary>When that epoch began (UTC).</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Name of the message in the manifest.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON.</summary>
    public required string Body { get; init; }

    /// <inheritdoc />
    public required string Key { get; init; }
}
