namespace Csirt.Contracts.Messages;

/// <summary>
/// A service was put back to an older backup and goes on from there, in a new epoch. The others send it again what they had sent
/// since, and tell it what it had told them (<see cref="Echoed"/>).
/// </summary>
public sealed record EpochBegan : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Service that was restored.</summary>
    public required string Service { get; init; }

    /// <summary>Id of the epoch: two restores of one backup differ.</summary>
    public required string EpochId { get; init; }

    /// <summary>When the epoch began: the moment of the restore (UTC).</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The last thing the service knows is of this moment (UTC). What was done in it between this and the restore it has forgotten.</summary>
    public required DateTimeOffset KnownThrough { get; init; }

    /// <inheritdoc />
    public string Key => $"epoch/{Service}";
}
