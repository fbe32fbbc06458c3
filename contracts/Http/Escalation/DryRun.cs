using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>Whom would this notify, by when, and why? <c>POST /api/escalation/dry-run</c>: nothing is sent or stored.</summary>
public sealed record DryRunRequest
{
    /// <summary>Case to start from, with the facts below over its own; null: a case made up of what follows.</summary>
    public string? CaseId { get; init; }

    /// <summary>Who brought it.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Kind.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Is it an incident?</summary>
    public Answer? Incident { get; init; }

    /// <summary>知った.</summary>
    public FactTime? Known { get; init; }

    /// <summary>Reporting body.</summary>
    public string? BodyId { get; init; }

    /// <summary>Section.</summary>
    public string? SectionId { get; init; }

    /// <summary>Systems concerned.</summary>
    public IReadOnlyList<string>? SystemIds { get; init; }

    /// <summary>Facts; one left out keeps the case's own.</summary>
    public CaseFacts? Facts { get; init; }
}

/// <summary>What would follow.</summary>
public sealed record DryRunResult
{
    /// <summary>Versions of the rule packs asked.</summary>
    public required string PackVersion { get; init; }

    /// <summary>Who would be told.</summary>
    public required IReadOnlyList<DryRunNotification> Notifications { get; init; }

    /// <summary>Which duties would stand.</summary>
    public required IReadOnlyList<DryRunDuty> Duties { get; init; }

    /// <summary>What people would be asked to decide.</summary>
    public required IReadOnlyList<DryRunJudgement> Judgements { get; init; }

    /// <summary>What would have to be found out first.</summary>
    public UnaskedFacts? Unasked { get; init; }

    /// <summary>What does not work out.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>Someone who would be told.</summary>
/// <param name="PersonId">Person, by directory id.</param>
/// <param name="Name">Name.</param>
/// <param name="Roles">Roles in which they are told.</param>
/// <param name="At">When: now, or when a target passes (UTC).</param>
/// <param name="Digest">With the digest, not on its own.</param>
/// <param name="Titles">What about, by rule.</param>
/// <param name="Basis">Clauses it fulfils.</param>
public sealed record DryRunNotification(string PersonId, string Name, IReadOnlyList<Role> Roles, DateTimeOffset At, bool Digest, IReadOnlyList<string> Titles, string Basis);

/// <summary>A duty that would stand.</summary>
/// <param name="RuleId">Rule.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Basis">Statute or clause.</param>
/// <param name="Label">Whose rule it is.</param>
/// <param name="Recipient">Kind of recipient.</param>
/// <param name="Via">Through whom; null: directly.</param>
/// <param name="State">provisional or open.</param>
/// <param name="Target">Target.</param>
/// <param name="Limit">Limit.</param>
/// <param name="Grounds">Grounds, with the facts that decided them.</param>
public sealed record DryRunDuty(string RuleId, string Title, string Basis, RuleLabel Label, string Recipient, string? Via, DutyLife State, Deadline? Target, Deadline? Limit, IReadOnlyList<DutyGround> Grounds);

/// <summary>Something a person would be asked.</summary>
/// <param name="RuleId">Rule.</param>
/// <param name="Question">The question.</param>
/// <param name="Basis">Statute or clause.</param>
/// <param name="DecidedBy">Roles that decide.</param>
/// <param name="Target">Wanted by.</param>
public sealed record DryRunJudgement(string RuleId, string Question, string Basis, IReadOnlyList<Role> DecidedBy, Deadline? Target);

/// <summary>A gap in the contact network, found before an incident (policy 1(2)キ): <c>GET /api/escalation/readiness</c> answers a list.</summary>
/// <param name="RuleId">Rule that looks for it.</param>
/// <param name="Title">What was checked.</param>
/// <param name="Basis">Clause.</param>
/// <param name="Gap">What is missing, in Japanese.</param>
public sealed record ReadinessGap(string RuleId, string Title, string Basis, string Gap);

/// <summary>A rule as it stands in the packs: <c>GET /api/escalation/rules</c> answers a list.</summary>
/// <param name="Id">Id.</param>
/// <param name="Title">Title.</param>
/// <param name="Basis">Statute or clause.</param>
/// <param name="Label">Whose rule it is.</param>
/// <param name="Confidence">S: read at the source; 2: second hand; M: general knowledge.</param>
/// <param name="Action">notify, duty, judge or readiness.</param>
/// <param name="Pack">Pack it stands in.</param>
/// <param name="EffectiveFrom">First day it applies to.</param>
/// <param name="EffectiveTo">Last day it applies to.</param>
public sealed record RuleSummary(string Id, string Title, string Basis, RuleLabel Label, string Confidence, string Action, string Pack, DateOnly? EffectiveFrom, DateOnly? EffectiveTo);

/// <summary>Which years the deadlines can be counted in: <c>GET /api/escalation/holidays</c>.</summary>
/// <param name="Years">Years with data.</param>
/// <param name="MissingNow">Years that a deadline of today can reach and that have no data: the service would not start.</param>
/// <param name="MissingSoon">Those, and the ones needed within five months.</param>
/// <param name="Cases">Open cases with a deadline that could not be worked out for want of data.</param>
public sealed record HolidayStatus(IReadOnlyList<int> Years, IReadOnlyList<int> MissingNow, IReadOnlyList<int> MissingSoon, int Cases);
