using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>A fiscal year in figures: <c>GET /api/cases/statistics?fiscal_year=2026</c>. Of the cases the caller may list; drills never mix with real ones.</summary>
/// <param name="FiscalYear">Year in whose April it begins, in Japan.</param>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Real">Real cases.</param>
/// <param name="Drills">Drills (訓練).</param>
public sealed record CaseStatistics(int FiscalYear, DateTimeOffset AsOf, CaseFigures Real, CaseFigures Drills);

/// <summary>Cases opened within a fiscal year.</summary>
/// <param name="Cases">All of them.</param>
/// <param name="Ended">完結, 非該当 or 重複.</param>
/// <param name="Overdue">With a duty past its limit now.</param>
/// <param name="ByMonth">Opened in each month, April first: twelve numbers.</param>
/// <param name="ByKind">By kind, the most frequent first; those without a kind last.</param>
public sealed record CaseFigures(int Cases, int Ended, int Overdue, IReadOnlyList<int> ByMonth, IReadOnlyList<KindFigures> ByKind);

/// <summary>Cases of one kind.</summary>
/// <param name="Kind">Kind; null: not told yet.</param>
/// <param name="Cases">All of them.</param>
/// <param name="Grave">Of severity high or critical.</param>
/// <param name="Ended">Ended ones.</param>
/// <param name="MedianHours">From opening to the end, of the ended ones, in hours; null: none has ended.</param>
/// <param name="LongestHours">The longest of these, in hours.</param>
public sealed record KindFigures(IncidentKind? Kind, int Cases, int Grave, int Ended, double? MedianHours, double? LongestHours);
