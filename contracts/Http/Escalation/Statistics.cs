namespace Csirt.Contracts.Http.Escalation;

/// <summary>
/// Whether duties were kept, of the cases opened within a fiscal year: <c>GET /api/escalation/duties/statistics?fiscal_year=2026</c>.
/// Of the cases whose duties the caller may read, those that were disposed of since among them. What was withdrawn without having
/// been handed in, or passed on to another case, does not count; nor does an approval afterwards (事後承認).
/// </summary>
/// <param name="FiscalYear">Year in whose April it begins, in Japan.</param>
/// <param name="AsOf">As of (UTC).</param>
/// <param name="Real">Of real cases, by rule: the most frequent first.</param>
/// <param name="Drills">Of drills (訓練), likewise.</param>
public sealed record DutyStatistics(int FiscalYear, DateTimeOffset AsOf, IReadOnlyList<DutyKindFigures> Real, IReadOnlyList<DutyKindFigures> Drills);

/// <summary>
/// Duties of one rule. Held against the limit; against the target where no limit is stated. Each counts in one of the five.
/// </summary>
/// <param name="RuleId">Rule.</param>
/// <param name="Title">What is to be done, in Japanese.</param>
/// <param name="Recipient">Kind of recipient, as in <see cref="DutyDetail.Recipient"/>.</param>
/// <param name="OnTime">Handed in on time.</param>
/// <param name="Late">Handed in too late.</param>
/// <param name="Undated">Handed in, where neither limit nor target is stated.</param>
/// <param name="Open">Not handed in yet, and not too late either.</param>
/// <param name="Overdue">Not handed in, and past the time.</param>
public sealed record DutyKindFigures(string RuleId, string Title, string Recipient, int OnTime, int Late, int Undated, int Open, int Overdue);
