namespace Csirt.Contracts.Messages;

/// <summary>All duties of a case as they stand: Escalation tells Cases, whose guard for 完結 needs them.</summary>
public sealed record DutiesChanged : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Version of this list for the case; an older one is ignored.</summary>
    public required long Version { get; init; }

    /// <summary>Version of the case that was evaluated last.</summary>
    public required long CaseVersion { get; init; }

    /// <summary>Every duty of the case, ended ones too.</summary>
    public required IReadOnlyList<DutyState> Duties { get; init; }

    /// <inheritdoc />
    public string Key => CaseId;
}

/// <summary>A duty in short.</summary>
/// <param name="Id">Id of the duty.</param>
/// <param name="RuleId">Rule it comes from.</param>
/// <param name="Title">What is to be done, in Japanese.</param>
/// <param name="State">provisional, open, drafted, approved, filed, supplement_open, accepted or withdrawn.</param>
/// <param name="TargetAt">Target (exclusive end, UTC); null where none.</param>
/// <param name="DueAt">Limit (exclusive end, UTC); null where none is stated.</param>
/// <param name="Ended">Accepted or withdrawn, with nothing left open.</param>
public sealed record DutyState(string Id, string RuleId, string Title, string State, DateTimeOffset? TargetAt, DateTimeOffset? DueAt, bool Ended);
