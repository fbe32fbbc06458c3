namespace Csirt.Contracts.Messages;

/// <summary>A notification was sent, written out, acknowledged, failed for good, or is overdue.</summary>
public sealed record NotificationChanged : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the notification.</summary>
    public required string NotificationId { get; init; }

    /// <summary>Case it is about.</summary>
    public required string CaseId { get; init; }

    /// <summary>Grows with every change; an older one is ignored.</summary>
    public required long Version { get; init; }

    /// <summary>requested, sent, written_out (書き出し（未送信）), acknowledged or failed.</summary>
    public required string State { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The time for its acknowledgement has passed without one.</summary>
    public bool Overdue { get; init; }

    /// <inheritdoc />
    public string Key => CaseId;
}
