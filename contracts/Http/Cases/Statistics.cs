using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>
/// A fiscal year in figures: <c>GET /api/cases/statistics?fiscal_year=2026</c>. Of the cases the caller may list, those that were
/// disposed of since among them; drills never mix with real ones.
/// </summary>
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
/// <param name="ByStage">How long the work took: triage, containment, recovery, prevention, in this order.</param>
/// <param name="ByKind">By kind, the most frequent first; those without a kind last.</param>
public sealed record CaseFigures(int Cases, int Ended, int Overdue, IReadOnlyList<int> ByMonth, IReadOnlyList<StageFigures> ByStage, IReadOnlyList<KindFigures> ByKind);

/// <summary>Cases of one kind.</summary>
/// <param name="Kind">Kind; null: not told yet.</param>
/// <param name="Cases">All of them.</param>
/// <param name="Grave">Of severity high or critical.</param>
/// <param name="Ended">Ended ones.</param>
/// <param name="MedianHours">From opening to the end, of the ended ones, in hours; null: none has ended.</param>
/// <param name="LongestHours">The longest of these, in hours.</param>
/// <param name="ByStage">How long the work took, as for all of them.</param>
public sealed record KindFigures(IncidentKind? Kind, int Cases, int Grave, int Ended, double? MedianHours, double? LongestHours, IReadOnlyList<StageFigures> ByStage);

/// <summary>
/// How long cases stood in one stage, in hours. A case that came back to it counts once, with all the time it stood there; one that
/// stands in it now is not counted yet.
/// </summary>
/// <param name="Stage">triage, containment, recovery or prevention (all three inner steps).</param>
/// <param name="Cases">Cases that have left it.</param>
/// <param name="MedianHours">Median; null: none has left it.</param>
/// <param name="LongestHours">The longest.</param>
public sealed record StageFigures(BoardLane Stage, int Cases, double? MedianHours, double? LongestHours);
