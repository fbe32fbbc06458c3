using Csirt.Contracts.Values;

namespace Csirt.Cases.Workflow;

/// <summary>
/// What the guards ask about, loaded before firing so that guards are pure. The lists name what is still missing: an empty
/// list is a condition met.
/// </summary>
internal sealed record WorkflowFacts
{
    public Answer? Incident { get; init; }
    public bool KindGiven { get; init; }
    public bool SeverityGiven { get; init; }
    public bool SystemsNamed { get; init; }
    public IReadOnlyList<string> UnansweredFacts { get; init; } = [];
    public IReadOnlyList<string> OpenInstructions { get; init; } = [];
    public bool SimilarSystemsSettled { get; init; }
    public bool RecoverySettled { get; init; }
    public IReadOnlyList<string> UnrecoveredSystems { get; init; } = [];
    public bool CauseGiven { get; init; }
    public bool PreventionGiven { get; init; }
    public bool CisoApproved { get; init; }
    public IReadOnlyList<string> OpenMeasures { get; init; } = [];
    public bool DutiesEvaluated { get; init; }
    public IReadOnlyList<string> OpenDuties { get; init; } = [];
    public bool PublicationEnded { get; init; }
    public IReadOnlyList<string> UnreportedAbsences { get; init; } = [];
    public bool ReasonGiven { get; init; }
    public bool MergeTargetGiven { get; init; }
}
