using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Model;

/// <summary>A case, whole, as it is stored: JSON by the house rules. Commands take one and give back the next.</summary>
internal sealed record CaseDocument
{
    public required string Town { get; init; }
    public required string Id { get; init; }
    public required string Number { get; init; }
    public long Version { get; init; }

    /// <summary>The last version that changed anything a duty depends on.</summary>
    public long BearingVersion { get; init; }

    /// <summary>The newest version that another service told back after a restore; 0: none.</summary>
    public long TakenBackVersion { get; init; }
    public int WorkflowVersion { get; init; } = CaseWorkflow.Version;
    public CaseStage Stage { get; init; }
    public DateTimeOffset StageSince { get; init; }
    public required string Title { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Fixed at filing: a drill never becomes real, a real event found in one gets a case of its own.</summary>
    public bool Drill { get; init; }
    public bool Restricted { get; init; }
    public Channel Channel { get; init; }

    /// <summary>Roles of whoever found it and reported it by name, as they held them then.</summary>
    public IReadOnlyList<Role> FoundBy { get; init; } = [];
    public IReadOnlyList<CaseReport> Reports { get; init; } = [];
    public string? BodyId { get; init; }
    public string? DepartmentId { get; init; }
    public string? SectionId { get; init; }
    public IReadOnlyList<string> HandlerIds { get; init; } = [];
    public IReadOnlyList<string> ImplicatedIds { get; init; } = [];
    public required CaseTimes Times { get; init; }
    public CaseFacts Facts { get; init; } = new();
    public IReadOnlyDictionary<string, FactTime> FactsKnown { get; init; } = new Dictionary<string, FactTime>();
    public IReadOnlyList<FactChange> FactChanges { get; init; } = [];
    public Assessment Assessment { get; init; } = new();
    public IReadOnlyList<SystemConcern> Systems { get; init; } = [];
    public RecoveryNotApplicable? RecoveryNotApplicable { get; init; }
    public IReadOnlyList<Measure> Measures { get; init; } = [];
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];
    public SimilarSystemsCheck? SimilarSystems { get; init; }
    public Cause? Cause { get; init; }
    public IReadOnlyList<PreventionReview> Reviews { get; init; } = [];
    public IReadOnlyList<Delegation> Delegations { get; init; } = [];
    public IReadOnlyList<AbsenceDecision> AbsenceDecisions { get; init; } = [];
    public Publication? Publication { get; init; }
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
    public IReadOnlyList<Nomination> Nominations { get; init; } = [];
    public IReadOnlyList<Lesson> Lessons { get; init; } = [];

    public IReadOnlyList<EmergencyException> Exceptions { get; init; } = [];

    public IReadOnlyList<ConcernedMedium> Media { get; init; } = [];
    /// <summary>Holds that keep it from disposal (保留), lifted ones too.</summary>
    public IReadOnlyList<RecordHold> Holds { get; init; } = [];

    public DisposalProposal? DisposalProposal { get; init; }
    public CaseLink? MergedInto { get; init; }
    public IReadOnlyList<AbsorbedCase> Absorbed { get; init; } = [];

    /// <summary>The drill a real case came out of, or the real case that came out of a drill.</summary>
    public CaseLink? Counterpart { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    internal IEnumerable<RecordHold> ActiveHolds => Holds.Where(hold => hold.LiftedAt is null);
}

/// <summary>A case merged into this one.</summary>
/// <param name="Id">Id.</param>
/// <param name="Number">Number.</param>
/// <param name="KnownUntilThen">This case's 知った before the merge brought an earlier one; null where it brought none.</param>
/// <param name="SystemsBrought">Systems that the merge added.</param>
internal sealed record AbsorbedCase(string Id, string Number, FactTime? KnownUntilThen, IReadOnlyList<string> SystemsBrought);
