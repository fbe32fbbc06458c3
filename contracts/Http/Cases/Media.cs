namespace Csirt.Contracts.Http.Cases;

/// <summary>
/// A medium or document concerned (a stick, a binder, a mail), with the classes of confidentiality of what is on it. Several classes:
/// the highest counts; none known: the 管理者 decides (policy 2(2)エ(ウ), オ(ウ)).
/// </summary>
/// <param name="Id">Id within the case.</param>
/// <param name="Name">What it is; no personal data.</param>
/// <param name="Classes">Classes as entered: 3A, 3B, 3C, 2, 1; empty: unknown.</param>
/// <param name="Counts">The class that counts; null as long as the 管理者 has not decided.</param>
/// <param name="DecidedBy">Person id of the 管理者 who decided; null where the classes were known.</param>
/// <param name="Reason">Reason of the decision.</param>
/// <param name="EnteredBy">Person id of who entered it.</param>
/// <param name="EnteredAt">When (UTC).</param>
public sealed record ConcernedMedium(string Id, string Name, IReadOnlyList<string> Classes, string? Counts, string? DecidedBy, string? Reason, string EnteredBy, DateTimeOffset EnteredAt);

/// <summary>POST /api/cases/{id}/media.</summary>
/// <param name="Name">What it is; no personal data.</param>
/// <param name="Classes">Classes of what is on it; empty: unknown.</param>
public sealed record MediumRequest(string Name, IReadOnlyList<string> Classes);

/// <summary>POST /api/cases/{id}/media/{medium}/class: the 管理者 decides.</summary>
/// <param name="Class">3A, 3B, 3C, 2 or 1.</param>
/// <param name="Reason">Why.</param>
public sealed record ClassifyRequest(string Class, string Reason);
