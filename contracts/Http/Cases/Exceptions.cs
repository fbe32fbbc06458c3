using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>
/// An exception from the policy that was taken in an emergency (policy 7.4(2)): what was departed from, why, and the CISO's review.
/// It is kept with the case as the application that 7.4(3) wants kept.
/// </summary>
/// <param name="Id">Id within the case.</param>
/// <param name="Clause">What was departed from, in the policy's words or number.</param>
/// <param name="What">What was done instead.</param>
/// <param name="Reason">Why it could not wait.</param>
/// <param name="TakenBy">Who did it, as named.</param>
/// <param name="TakenAt">When it was done.</param>
/// <param name="Late">Entered later than it was done (後記).</param>
/// <param name="EnteredBy">Person id of who entered it.</param>
/// <param name="EnteredAt">When (UTC).</param>
/// <param name="Review">The CISO's review; null as long as there is none.</param>
public sealed record EmergencyException(
    string Id, string Clause, string What, string Reason, string TakenBy, FactTime TakenAt, bool Late, string EnteredBy, DateTimeOffset EnteredAt, ExceptionReview? Review = null);

/// <summary>What the CISO makes of an exception (policy 7.4(3)).</summary>
/// <param name="Permitted">It may stand; false: it ends at once.</param>
/// <param name="Until">Last day on which it may stand; null: it has ended already.</param>
/// <param name="Comment">Comment.</param>
/// <param name="By">Person id.</param>
/// <param name="At">When (UTC).</param>
public sealed record ExceptionReview(bool Permitted, DateOnly? Until, string? Comment, string By, DateTimeOffset At);

/// <summary>POST /api/cases/{id}/exceptions.</summary>
/// <param name="Clause">What was departed from.</param>
/// <param name="What">What was done instead.</param>
/// <param name="Reason">Why it could not wait.</param>
/// <param name="TakenBy">Who did it; left out: the caller.</param>
/// <param name="TakenAt">When; left out: now.</param>
public sealed record ExceptionRequest(string Clause, string What, string Reason, string? TakenBy = null, FactTime? TakenAt = null);

/// <summary>POST /api/cases/{id}/exceptions/{exception}/review.</summary>
/// <param name="Permitted">It may stand.</param>
/// <param name="Until">Last day; left out: it has ended already.</param>
/// <param name="Comment">Comment.</param>
public sealed record ExceptionReviewRequest(bool Permitted, DateOnly? Until = null, string? Comment = null);
