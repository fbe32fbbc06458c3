using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Evaluation;

/// <summary>Everything an evaluation looks at. The same input gives the same outcome.</summary>
internal sealed record EvaluationInput
{
    public required CaseChanged Case { get; init; }

    /// <summary>Null: the directory has not arrived yet; duties are worked out all the same, nobody can be told.</summary>
    public TownDirectory? Directory { get; init; }

    public required RuleBook Book { get; init; }

    public required HolidayCalendar Calendar { get; init; }

    public required DateTimeOffset Now { get; init; }

    public IReadOnlyList<KnownDuty> Duties { get; init; } = [];

    public IReadOnlyList<GroundDecision> Decisions { get; init; } = [];

    public IReadOnlyList<Tap> Taps { get; init; } = [];

    /// <summary>When something was last done in the case (UTC); null: whether it is quiet is not looked at.</summary>
    public DateTimeOffset? LastActivityAt { get; init; }

    /// <summary>Who was told what already: <see cref="MailKey"/> texts.</summary>
    public IReadOnlySet<string> Told { get; init; } = new HashSet<string>();

    /// <summary>Rules whose judgement was answered.</summary>
    public IReadOnlySet<string> Answered { get; init; } = new HashSet<string>();
}

/// <summary>A duty as it is kept.</summary>
internal sealed record KnownDuty
{
    public required string Id { get; init; }

    public required string RuleId { get; init; }

    /// <summary>Which clock of the rule: <c>known</c>, a later day, or <c>…/longer</c>.</summary>
    public required string Clock { get; init; }

    /// <summary>1, and one more each time it comes back after a withdrawal.</summary>
    public required int Generation { get; init; }

    public required DutyLife State { get; init; }

    public required DateOnly Trigger { get; init; }

    public Deadline? Target { get; init; }

    public Deadline? Limit { get; init; }

    public required IReadOnlyList<PlannedGround> Grounds { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>Put off until the end of this day.</summary>
    public DateOnly? LookAgainOn { get; init; }

    /// <summary>Days on which 本人通知 that was put off for a group of persons is looked at again; also after the others were told.</summary>
    public IReadOnlyList<DateOnly> GroupsLookAgain { get; init; } = [];

    public bool WithdrawalProposed { get; init; }

    /// <summary>A person kept it although the facts no longer carry it.</summary>
    public bool Kept { get; init; }

    public Deadline? ProposedLimit { get; init; }

    /// <summary>An earlier limit that was proposed and that a person turned down.</summary>
    public Deadline? RefusedLimit { get; init; }

    /// <summary>Not of the facts but of something that was done (事後承認): it stands until it is done, and this is its rule.</summary>
    public Rule? Standing { get; init; }

    public bool Ended => State is DutyLife.Accepted or DutyLife.Withdrawn;

    public bool Filed => FiledAt is not null;
}

/// <summary>A person decided whether a ground applies. It holds while the facts say what they said then.</summary>
/// <param name="Scope">Id of the set of grounds, or of the rule where it has none.</param>
/// <param name="GroundId">Ground.</param>
/// <param name="Applies">The decision.</param>
/// <param name="Seen">What the facts came to when it was decided.</param>
internal sealed record GroundDecision(string Scope, string GroundId, bool Applies, Truth Seen);

/// <summary>Someone had others told with one tap.</summary>
internal sealed record Tap(string RuleId, string By, DateTimeOffset At);
