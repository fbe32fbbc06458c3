using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>Something a person decides; the system only asks.</summary>
public sealed record Judgement
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Version; the ETag is this in quotes.</summary>
    public required long Version { get; init; }

    /// <summary>Rule that asks.</summary>
    public required string RuleId { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>Statute or clause.</summary>
    public required string Basis { get; init; }

    /// <summary>Whose rule it is.</summary>
    public required RuleLabel Label { get; init; }

    /// <summary>Roles that decide it.</summary>
    public required IReadOnlyList<Role> DecidedBy { get; init; }

    /// <summary>Wanted by; null where no target is set.</summary>
    public Deadline? Target { get; init; }

    /// <summary>The facts that raised it.</summary>
    public required IReadOnlyList<DecidingFact> Why { get; init; }

    /// <summary>The facts no longer raise it; it stays on record.</summary>
    public required bool Lapsed { get; init; }

    /// <summary>The decision; null while open.</summary>
    public JudgementAnswer? Answer { get; init; }

    /// <summary>The caller may decide it.</summary>
    public required bool Allowed { get; init; }
}

/// <summary>What was decided.</summary>
/// <param name="Decision">The decision, in words.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Person id.</param>
/// <param name="At">When (UTC).</param>
public sealed record JudgementAnswer(string Decision, string Reason, string By, DateTimeOffset At);

/// <summary>Decide: <c>POST /api/escalation/judgements/{judgement}/answer</c>. Takes <c>If-Match</c> with the judgement's version.</summary>
/// <param name="Decision">The decision, in words.</param>
/// <param name="Reason">Why.</param>
public sealed record JudgementAnswerRequest(string Decision, string Reason);

/// <summary>Facts that nobody was asked yet: one task per case. They are answered in the assessment.</summary>
/// <param name="Facts">Facts to find out.</param>
/// <param name="DecidedBy">Roles that see to it.</param>
/// <param name="Target">Wanted by.</param>
public sealed record UnaskedFacts(IReadOnlyList<UnaskedFact> Facts, IReadOnlyList<Role> DecidedBy, Deadline? Target);

/// <summary>A fact to find out.</summary>
/// <param name="Name">snake_case name.</param>
/// <param name="Question">As people are asked it.</param>
public sealed record UnaskedFact(string Name, string Question);

/// <summary>A button by which someone has others told at once: <c>POST /api/escalation/cases/{case}/taps/{rule}</c>, no body. Pressing twice tells nobody twice.</summary>
/// <param name="RuleId">Rule it carries out.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Basis">Clause it fulfils.</param>
/// <param name="To">Roles told.</param>
/// <param name="By">Roles that may press it.</param>
/// <param name="PressedBy">Person who pressed it; null: nobody yet.</param>
/// <param name="PressedAt">When (UTC).</param>
/// <param name="AlreadyTold">Those roles were told at once in another way already.</param>
/// <param name="Allowed">The caller may press it now.</param>
public sealed record OneTap(string RuleId, string Label, string Basis, IReadOnlyList<Role> To, IReadOnlyList<Role> By, string? PressedBy, DateTimeOffset? PressedAt, bool AlreadyTold, bool Allowed);
