using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>Whose deadline or rule it is. A town may tighten the first two, never loosen them.</summary>
internal enum Label
{
    /// <summary>法令.</summary>
    Statute,

    /// <summary>ガイドライン.</summary>
    Guideline,

    /// <summary>町.</summary>
    Town,
}

/// <summary>How sure the authors of a pack are of a rule: read at the source [S], second hand [2], general knowledge [M].</summary>
internal enum Confidence
{
    Source,
    Secondary,
    General,
}

/// <summary>One rule of a pack: when it applies, and what it asks for.</summary>
internal sealed record Rule
{
    public required string Id { get; init; }

    public required string Pack { get; init; }

    public required string Title { get; init; }

    /// <summary>Statute or clause, as mails and pages cite it.</summary>
    public required string Basis { get; init; }

    public required Label Label { get; init; }

    public required Confidence Confidence { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day on which it applies; null: no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>Null: always, or by the grounds alone.</summary>
    public Condition? When { get; init; }

    /// <summary>Grounds that each make the duty on their own; null where <see cref="When"/> alone decides.</summary>
    public GroundSet? Grounds { get; init; }

    public required RuleAction Action { get; init; }

    public required Place Place { get; init; }

    public bool AppliesOn(DateOnly day) => (EffectiveFrom is null || EffectiveFrom <= day) && (EffectiveTo is null || day <= EffectiveTo);
}

/// <summary>Grounds of one law, assessed together: 個人情報保護法 and 番号法 have a set each and never mix.</summary>
internal sealed record GroundSet(string Id, string Title, string Question, Condition Base, IReadOnlyList<Ground> Grounds);

/// <summary>A ground (号) of a law that makes a reporting duty.</summary>
internal sealed record Ground(string Id, string Title, string Basis, Condition When);

internal abstract record RuleAction;

/// <summary>Tell people of the town.</summary>
internal sealed record NotifyAction : RuleAction
{
    public required IReadOnlyList<Role> To { get; init; }

    /// <summary>Whoever an open instruction of the case is addressed to, each by itself; <see cref="To"/> is empty then.</summary>
    public bool ToAddressees { get; init; }

    /// <summary>How they are told as soon as the rule applies.</summary>
    public required First First { get; init; }

    /// <summary>Told at once where this holds, whatever <see cref="First"/> says.</summary>
    public Condition? AtOnceWhen { get; init; }

    /// <summary>Who may have them told at once with one tap; empty: nobody.</summary>
    public IReadOnlyList<Role> OneTapBy { get; init; } = [];

    /// <summary>What stands on the button.</summary>
    public string? OneTapTitle { get; init; }

    /// <summary>Told at once when this time passes and nothing told them before.</summary>
    public Period? AtLatest { get; init; }

    /// <summary>Not told on the passing of <see cref="AtLatest"/> where this holds.</summary>
    public Condition? AtLatestUnless { get; init; }

    /// <summary>Rules whose mail at once to the same role makes this one's unnecessary.</summary>
    public IReadOnlyList<string> SatisfiedBy { get; init; } = [];

    public bool NeedsAcknowledgement { get; init; }

    public Period? AcknowledgeWithin { get; init; }

    /// <summary>The mail goes out in this role's stead, and says so.</summary>
    public Role? OnBehalfOf { get; init; }

    /// <summary>Where the one in whose stead it is told also receives it, someone else receives it too: the policy wants two people.</summary>
    public bool TwoPeople { get; init; }

    /// <summary>To the holder of the role, though absent; not to the deputy.</summary>
    public bool EvenIfAbsent { get; init; }

    /// <summary>On every event, not once per case.</summary>
    public bool EveryTime { get; init; }

    /// <summary>Something to be done at once: it leads the mail.</summary>
    public bool Urgent { get; init; }

    public required string Text { get; init; }
}

/// <summary>How a rule's people are first told.</summary>
internal enum First
{
    AtOnce,
    Digest,
    None,
}

/// <summary>Something owed: a report to an outside body, to the persons concerned, or a measure of the town's own.</summary>
internal sealed record DutyAction : RuleAction
{
    /// <summary>A word of <see cref="Vocabulary.Recipients"/>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The body it is handed in through (県経由); null: directly.</summary>
    public string? Via { get; init; }

    public required IReadOnlyList<Role> PreparedBy { get; init; }

    /// <summary>Who approves; the first, others stand in. Empty: no approval is asked for (automatic).</summary>
    public required IReadOnlyList<Role> ApprovedBy { get; init; }

    /// <summary>On approval a mail goes to the outside contact; false: people hand it in themselves.</summary>
    public bool SendsMail { get; init; }

    public Period? Target { get; init; }

    public Period? Limit { get; init; }

    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    /// <summary>Case facts under which the case itself shows it done.</summary>
    public Condition? DoneWhen { get; init; }

    /// <summary>Text of the report to be handed in; null where none is prepared.</summary>
    public string? Report { get; init; }

    /// <summary>After filing it stays open for later additions (追完) until a person closes it.</summary>
    public bool Supplements { get; init; }
}

/// <summary>Ask a person to decide; the system never decides it.</summary>
internal sealed record JudgeAction : RuleAction
{
    public required IReadOnlyList<Role> DecidedBy { get; init; }

    public required string Question { get; init; }

    public Period? Target { get; init; }

    public required First First { get; init; }
}

/// <summary>Look after the directory: found before an incident, not during.</summary>
internal sealed record ReadinessAction(string Check, IReadOnlyList<Role> Roles) : RuleAction;

/// <summary>Something changed in the directory itself, without any case: people are told by mail.</summary>
internal sealed record DirectoryAction(string Event, IReadOnlyList<Role> To, MailText Text) : RuleAction;

/// <summary>A time from which a period runs.</summary>
internal enum From
{
    /// <summary>知った.</summary>
    Known,

    /// <summary>評価.</summary>
    Judged,

    /// <summary>The case was opened.</summary>
    Opened,

    /// <summary>The day on which the ground was known: 知った, or later where it came up later.</summary>
    Trigger,

    /// <summary>Another duty of the case was filed.</summary>
    Filed,
}

/// <summary>A deadline as a pack states it. Exactly one of days and hours is set; days count from day 1.</summary>
internal sealed record Period
{
    public int? Days { get; init; }

    public int? Hours { get; init; }

    public required From From { get; init; }

    /// <summary>Rule whose filing it runs from, for <see cref="Rules.From.Filed"/>.</summary>
    public string? FiledRule { get; init; }

    public bool RollsOver { get; init; }

    public required Label Label { get; init; }

    /// <summary>Days instead, where <see cref="LongerGround"/> holds (60 days, 規則44条).</summary>
    public int? LongerDays { get; init; }

    public string? LongerGround { get; init; }
}

/// <summary>When to remind: on a day of the period, or so many days before the limit.</summary>
internal sealed record Reminder(int? OnDay, int? DaysBefore);
