namespace Csirt.Contracts.Http.Cases;

/// <summary>What cases taught about the emergency plan, and its reviews (policy 7.3(4)): <c>GET /api/cases/plan</c>.</summary>
/// <param name="Open">Lessons that no review took up yet, the oldest first; of cases that the caller may see.</param>
/// <param name="Reviews">Reviews, the newest first.</param>
public sealed record PlanLessons(IReadOnlyList<PlanLesson> Open, IReadOnlyList<PlanReview> Reviews);

/// <summary>A lesson that asks for a change of the plan.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Item">Which of the case's lessons, from 0.</param>
/// <param name="Text">Lesson.</param>
/// <param name="At">When it was written (UTC).</param>
public sealed record PlanLesson(string CaseId, string CaseNumber, int Item, string Text, DateTimeOffset At);

/// <summary>A review of the emergency plan.</summary>
/// <param name="Id">Id.</param>
/// <param name="ReviewedOn">Day in Japan.</param>
/// <param name="Outcome">What was changed, or why nothing was.</param>
/// <param name="Lessons">Lessons it took up.</param>
/// <param name="By">Person id.</param>
/// <param name="At">When it was recorded (UTC).</param>
public sealed record PlanReview(string Id, DateOnly ReviewedOn, string Outcome, IReadOnlyList<LessonRef> Lessons, string By, DateTimeOffset At);

/// <summary>Names a lesson.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Item">Which of its lessons, from 0.</param>
public sealed record LessonRef(string CaseId, int Item);

/// <summary><c>POST /api/cases/plan/reviews</c>.</summary>
/// <param name="ReviewedOn">Day in Japan, today or before.</param>
/// <param name="Outcome">What was changed, or why nothing was.</param>
/// <param name="Lessons">Lessons it took up; none where it is the regular review.</param>
public sealed record PlanReviewRequest(DateOnly ReviewedOn, string Outcome, IReadOnlyList<LessonRef> Lessons);
