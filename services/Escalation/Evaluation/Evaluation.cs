using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>What a case wants: duties, mails, judgements, and when to look again.</summary>
internal sealed record Evaluation
{
    public required IReadOnlyList<DutyPlan> Duties { get; init; }

    /// <summary>Mails not asked for before; one per person, whatever the number of rules and roles.</summary>
    public required IReadOnlyList<PlannedMail> Mails { get; init; }

    public required IReadOnlyList<PlannedJudgement> Judgements { get; init; }

    public UnaskedTask? Unasked { get; init; }

    /// <summary>What does not work out and needs a person; Japanese sentences.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Someone could not be told: no directory yet, or nobody holds a role.</summary>
    public bool Unresolved { get; init; }

    /// <summary>When a target, limit or reminder comes up next (UTC); null: never.</summary>
    public DateTimeOffset? NextLook { get; init; }
}

/// <summary>What became of a duty at an evaluation.</summary>
internal enum DutyChange
{
    Unchanged,

    Added,

    /// <summary>Provisional until now, a duty from now on.</summary>
    Confirmed,

    /// <summary>New dates; the old ones are kept beside them.</summary>
    Redated,

    /// <summary>The facts would give an earlier limit; a person decides.</summary>
    RedateProposed,

    GroundsChanged,

    /// <summary>The facts no longer carry it; a person decides.</summary>
    WithdrawalProposed,

    /// <summary>A person decided that no ground of it applies.</summary>
    WithdrawalDecided,

    /// <summary>The case itself shows it done.</summary>
    Satisfied,

    /// <summary>A new ground after it was filed: the report needs an addition.</summary>
    SupplementNeeded,
}

/// <summary>A duty as it should stand.</summary>
internal sealed record DutyPlan
{
    public required string Id { get; init; }

    public required Rule Rule { get; init; }

    public required string Clock { get; init; }

    public required int Generation { get; init; }

    public required DutyChange Change { get; init; }

    /// <summary>Why it changed, in Japanese; null where it did not.</summary>
    public string? Why { get; init; }

    public required DutyLife State { get; init; }

    public required DateOnly Trigger { get; init; }

    public Deadline? Target { get; init; }

    public Deadline? Limit { get; init; }

    public Deadline? ProposedLimit { get; init; }

    public bool WithdrawalProposed { get; init; }

    /// <summary>Kept by a person although the facts no longer carry it; ends when they do again.</summary>
    public bool Kept { get; init; }

    public bool Ended => State is DutyLife.Accepted or DutyLife.Withdrawn;

    public required IReadOnlyList<PlannedGround> Grounds { get; init; }

    /// <summary>The duty as it was kept before; null where it is new.</summary>
    public KnownDuty? Known { get; init; }

    public DutyAction Action => (DutyAction)Rule.Action;
}

/// <summary>A ground with the facts that decided it.</summary>
internal sealed record PlannedGround(string Id, string Title, string Basis, GroundStatus Status, Truth Truth, DateOnly Since, IReadOnlyList<FactSeen> Because);

/// <summary>Something a person is to decide.</summary>
internal sealed record PlannedJudgement(string Id, Rule Rule, string Title, string Question, IReadOnlyList<Role> DecidedBy, First First, Deadline? Target, IReadOnlyList<FactSeen> Because);

/// <summary>Facts nobody was asked yet that decide on duties: one task per case.</summary>
internal sealed record UnaskedTask(IReadOnlyList<string> Facts, IReadOnlyList<Role> DecidedBy, Deadline? Target);

/// <summary>A mail to one person.</summary>
internal sealed record PlannedMail
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    public required string RuleId { get; init; }

    public required string Basis { get; init; }

    public required string Subject { get; init; }

    public required string Wanted { get; init; }

    public required string Body { get; init; }

    /// <summary>Roles for which the person's own acknowledgement counts: not those in which they tell themselves.</summary>
    public required IReadOnlyList<Role> AcknowledgesFor { get; init; }

    public required bool NeedsAcknowledgement { get; init; }

    public DateTimeOffset? AcknowledgeBy { get; init; }

    public required bool Digest { get; init; }

    /// <summary>What it tells: remembered, so that it is never told twice.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Titles of what it tells, one per rule.</summary>
    public required IReadOnlyList<string> Titles { get; init; }
}
