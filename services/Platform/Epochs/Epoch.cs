namespace Csirt.Platform.Epochs;

/// <summary>A new beginning of a restored service, for one town. What it did between the two moments it has forgotten.</summary>
public sealed class Epoch
{
    /// <summary>Town.</summary>
    public required string Town { get; init; }

    /// <summary>Id, the same for all towns of the service.</summary>
    public required string Id { get; init; }

    /// <summary>When it began: the moment of the restore (UTC).</summary>
    public DateTimeOffset BegunAt { get; init; }

    /// <summary>The last thing the service knows is of this moment (UTC).</summary>
    public DateTimeOffset KnownThroughAt { get; init; }
}
