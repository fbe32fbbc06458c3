using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>Recurrence prevention laid before the CISO (policy 5.3(3)エ, オ).</summary>
/// <param name="RequestedBy">Who laid it before, by directory id.</param>
/// <param name="RequestedAt">When (UTC).</param>
/// <param name="MeasureIds">The prevention measures laid before; an approval covers these and no others.</param>
/// <param name="Decision">The decision; null while waiting.</param>
public sealed record PreventionReview(string RequestedBy, DateTimeOffset RequestedAt, IReadOnlyList<string> MeasureIds, CisoDecision? Decision);

/// <summary>In what capacity prevention was decided.</summary>
[JsonConverter(typeof(NamedEnumConverter<DecisionCapacity>))]
public enum DecisionCapacity
{
    /// <summary>CISO.</summary>
    [JsonStringEnumMemberName("ciso")] Ciso,

    /// <summary>A delegate of the CISO (policy 1(1)オ).</summary>
    [JsonStringEnumMemberName("delegate")] Delegate,
}

/// <summary>The CISO's decision, or a delegate's.</summary>
/// <param name="Approved">Approved, or sent back.</param>
/// <param name="Capacity">In what capacity.</param>
/// <param name="DelegationId">The delegation it rests on; null for the CISO.</param>
/// <param name="By">Who decided, by directory id.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Comment">Comment; the reason where sent back.</param>
/// <param name="Orders">What the CISO orders to carry it out (policy 5.3(3)オ, 1(9)エ).</param>
/// <param name="OverrideReason">Why requester and approver are one person (policy 1(8)ア); null where they are not.</param>
public sealed record CisoDecision(bool Approved, DecisionCapacity Capacity, string? DelegationId, string By, DateTimeOffset At, string? Comment, string? Orders, string? OverrideReason);

/// <summary>Decide on the prevention laid before.</summary>
public sealed record DecisionRequest
{
    /// <summary>Approve, or send back.</summary>
    public required bool Approve { get; init; }

    /// <summary>Comment; required where sent back.</summary>
    public string? Comment { get; init; }

    /// <summary>What is ordered to carry it out.</summary>
    public string? Orders { get; init; }

    /// <summary>Why requester and approver must be one person here (policy 1(8)ア).</summary>
    public string? OverrideReason { get; init; }
}

/// <summary>The CISO's delegation of this decision (policy 1(1)オ): a different thing from absence.</summary>
/// <param name="Id">Id within the case, e.g. <c>D1</c>.</param>
/// <param name="DelegateId">To whom, by directory id.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="Reference">Where it is written, or how it was given.</param>
/// <param name="RecordedBy">Who recorded it, by directory id.</param>
/// <param name="RecordedAt">When it was recorded (UTC).</param>
public sealed record Delegation(string Id, string DelegateId, FactTime GivenAt, string Reference, string RecordedBy, DateTimeOffset RecordedAt);

/// <summary>Record a delegation.</summary>
/// <param name="DelegateId">To whom, by directory id; not oneself unless the caller is the CISO's recorder of another.</param>
/// <param name="GivenAt">When it was given; left out: now.</param>
/// <param name="Reference">Where it is written, or how it was given.</param>
public sealed record DelegationRequest(string DelegateId, string Reference, FactTime? GivenAt = null);

/// <summary>What 統括 decided while the CISO was absent (policy 1(2)オ).</summary>
public sealed record AbsenceDecision
{
    /// <summary>Id within the case, e.g. <c>A1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How the CISO was absent or out of reach.</summary>
    public required string Absence { get; init; }

    /// <summary>What was decided.</summary>
    public required string Decision { get; init; }

    /// <summary>統括 who decided, by directory id.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>When it was truly decided.</summary>
    public required FactTime DecidedAt { get; init; }

    /// <summary>後記.</summary>
    public bool Late { get; init; }

    /// <summary>When the CISO was told of it; null while not yet.</summary>
    public FactTime? ReportedAt { get; init; }

    /// <summary>How the CISO was told; null while not yet.</summary>
    public string? ReportedHow { get; init; }
}

/// <summary>Record a decision of 統括 in the CISO's absence.</summary>
/// <param name="Absence">How the CISO was absent or out of reach.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="DecidedAt">When it was truly decided; left out: now.</param>
public sealed record AbsenceDecisionRequest(string Absence, string Decision, FactTime? DecidedAt = null);

/// <summary>Record that the CISO was told of such a decision.</summary>
/// <param name="How">How.</param>
/// <param name="At">When; left out: now.</param>
public sealed record AbsenceReportRequest(string How, FactTime? At = null);
