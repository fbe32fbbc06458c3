using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Duties;

/// <summary>A duty as it is kept: what the rule said when it was made, its dates and grounds, and everything done with it.</summary>
internal sealed record DutyDocument
{
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    public long Version { get; init; }

    public required string RuleId { get; init; }

    public required string Clock { get; init; }

    public required int Generation { get; init; }

    public required DutyLife State { get; init; }

    public required string Title { get; init; }

    public required string Basis { get; init; }

    public required RuleLabel Label { get; init; }

    public required string Recipient { get; init; }

    public string? Via { get; init; }

    public bool SendsMail { get; init; }

    public string? Report { get; init; }

    /// <summary>Set of grounds, or rule: what decisions on its grounds are made for.</summary>
    public required string Scope { get; init; }

    public required IReadOnlyList<Role> PreparedBy { get; init; }

    public required IReadOnlyList<Role> ApprovedBy { get; init; }

    public required DateOnly Trigger { get; init; }

    public Deadline? Target { get; init; }

    public Deadline? Limit { get; init; }

    public Deadline? ProposedLimit { get; init; }

    public Deadline? RefusedLimit { get; init; }

    public bool WithdrawalProposed { get; init; }

    public bool Kept { get; init; }

    public required IReadOnlyList<PlannedGround> Grounds { get; init; }

    public IReadOnlyList<DateChange> DateChanges { get; init; } = [];

    public IReadOnlyList<DutyEvent> History { get; init; } = [];

    public required string PackVersion { get; init; }

    /// <summary>The report as it was drafted, where it is mailed; null: the prepared text.</summary>
    public string? DraftText { get; init; }

    /// <summary>Person who asked for approval last.</summary>
    public string? DraftedBy { get; init; }

    /// <summary>When it was handed in first.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    public string? FiledBy { get; init; }

    /// <summary>Texts of the report as it was handed in last, by item.</summary>
    public IReadOnlyDictionary<string, string> FiledReport { get; init; } = new Dictionary<string, string>();

    /// <summary>What people wrote into items of the report, by item.</summary>
    public IReadOnlyDictionary<string, string> Written { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Submission> Submissions { get; init; } = [];

    public IReadOnlyList<PersonsGroup> Groups { get; init; } = [];

    public Deferral? Deferred { get; init; }

    /// <summary>This is the approval afterwards (事後承認) of that duty's urgent filing.</summary>
    public string? ApprovesDutyId { get; init; }

    /// <summary>The case that carries it on after a merge; null otherwise.</summary>
    public string? PassedTo { get; init; }

    public DutyLife? StateBeforePassing { get; init; }

    public bool NeedsApproval => ApprovedBy.Count > 0 && ApprovesDutyId is null;

    public bool Ended => State is DutyLife.Accepted or DutyLife.Withdrawn;

    public bool Filed => FiledAt is not null;

    /// <summary>When it was handed in for this case: what was passed on counts in the case that carries it on.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? FiledHereAt => PassedTo is null ? FiledAt : null;

    /// <summary>The limit; the target where no limit is stated.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset? HeldAgainst => (Limit ?? Target)?.At;

    public bool IsOverdue(DateTimeOffset now) => !Ended && !Filed && Limit?.At <= now;

    /// <summary>With a line more in its history.</summary>
    public DutyDocument With(DutyEvent entry) => this with { History = [.. History, entry] };

    public KnownDuty ToKnown() => new()
    {
        Id = Id,
        RuleId = RuleId,
        Clock = Clock,
        Generation = Generation,
        State = State,
        Trigger = Trigger,
        Target = Target,
        Limit = Limit,
        Grounds = Grounds,
        FiledAt = FiledAt,
        LookAgainOn = Deferred?.LookAgainOn,
        GroupsLookAgain = [.. Groups.Where(group => group.State == GroupState.Deferred).Select(group => group.LookAgainOn).OfType<DateOnly>().Distinct()],
        WithdrawalProposed = WithdrawalProposed,
        Kept = Kept,
        ProposedLimit = ProposedLimit,
        RefusedLimit = RefusedLimit,
        Standing = ApprovesDutyId is null ? null : StandingRule(),
    };

    public static DutyDocument Of(DutyPlan plan, string caseId, string packVersion) => new()
    {
        Id = plan.Id,
        CaseId = caseId,
        RuleId = plan.Rule.Id,
        Clock = plan.Clock,
        Generation = plan.Generation,
        State = plan.State,
        Title = plan.Rule.Title,
        Basis = plan.Rule.Basis,
        Label = Deadlines.LabelOf(plan.Rule.Label),
        Recipient = plan.Action.Recipient,
        Via = plan.Action.Via,
        SendsMail = plan.Action.SendsMail,
        Report = plan.Action.Report,
        Scope = GroundFindings.ScopeOf(plan.Rule),
        PreparedBy = plan.Action.PreparedBy,
        ApprovedBy = plan.Action.ApprovedBy,
        Trigger = plan.Trigger,
        Target = plan.Target,
        Limit = plan.Limit,
        Grounds = plan.Grounds,
        PackVersion = packVersion,
    };

    private Rule StandingRule() => new()
    {
        Id = RuleId,
        Pack = "",
        Title = Title,
        Basis = Basis,
        Label = Rules.Label.Town,
        Confidence = Confidence.Source,
        Place = default,
        Action = new DutyAction { Recipient = Recipient, PreparedBy = ApprovedBy, ApprovedBy = ApprovedBy },
    };
}
