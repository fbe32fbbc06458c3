namespace Csirt.Contracts.Messages;

/// <summary>
/// The records of a case are disposed of (廃棄): every service removes what it keeps of it and leaves a tombstone, which is this
/// message. References alone, no personal values.
/// </summary>
public sealed record CaseDisposed : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The version after the last: what is told of the case under an older one is too late.</summary>
    public required long Version { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Reports in it. One that another case holds too stays.</summary>
    public required IReadOnlyList<string> ReportIds { get; init; }

    /// <summary>Section concerned, for the one question that is left: who may be told that it was disposed of.</summary>
    public string? SectionId { get; init; }

    /// <summary>Its department.</summary>
    public string? DepartmentId { get; init; }

    /// <summary>It was seen by its handlers alone.</summary>
    public required bool Restricted { get; init; }

    /// <summary>When it was closed or judged to be none (UTC).</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>When its retention period was over (UTC).</summary>
    public required DateTimeOffset RetainedUntil { get; init; }

    /// <summary>Person id of who proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>Person id of who approved it; never the proposer.</summary>
    public required string ApprovedBy { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset DisposedAt { get; init; }

    /// <inheritdoc />
    public string Key => CaseId;
}
