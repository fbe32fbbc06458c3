using Csirt.Cases.Access;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Cases.Plan;

/// <summary>
/// GET /api/cases/plan and POST /api/cases/plan/reviews: what cases taught about the emergency plan is taken up by its reviews, which
/// CISO, 委員会, 統括 and CSIRT責任者 record (policy 7.3(4)).
/// </summary>
internal sealed class ReviewPlan(Database<CasesModule> database, TimeProvider time)
{
    private const int ReviewsShown = 50;
    private const int LongestOutcome = 4000;
    private static readonly Role[] Reviewers = [Role.Ciso, Role.DeputyCiso, Role.SecurityCommittee, Role.ChiefSecurityOfficer, Role.CsirtLeader];

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/plan", (Caller caller, ReviewPlan plan, CancellationToken stop) => plan.ReadAsync(caller, stop)).Requires(Act.ListCases);
        cases.MapPost("/plan/reviews", (PlanReviewRequest r, Caller caller, ReviewPlan plan, CancellationToken stop) => plan.RecordAsync(r, caller, stop))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).Requires(Act.ListCases);
    }

    private Task<PlanLessons> ReadAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var open = new List<PlanLesson>();
        foreach (var lesson in await PlanTables.OpenAsync(session))
        {
            if (await CaseStore.FindAsync(session, lesson.CaseId) is { } c && AccessTable.Decide(caller, Act.ReadCase, ScopeOf.Case(c)) is Verdict.Permitted)
            {
                var written = c.Lessons[lesson.Item];
                open.Add(new PlanLesson(c.Id, c.Number, lesson.Item, written.Text, written.At));
            }
        }

        return new PlanLessons(open, await PlanTables.ReviewsAsync(session, ReviewsShown));
    }, stop);

    private Task<PlanReview> RecordAsync(PlanReviewRequest r, Caller caller, CancellationToken stop)
    {
        if (!Reviewers.Any(caller.Holds))
        {
            throw Problem.Forbidden();
        }

        var outcome = Platform.Text.LeakedValues.Mask(r.Outcome.Trim());
        new InputErrors()
            .Check(outcome.Length is > 0 and <= LongestOutcome, "outcome", $"見直しの結果を{LongestOutcome}文字以内で入力してください。")
            .Check(r.ReviewedOn <= FactTime.At(time.GetUtcNow()).JapanDate, "reviewed_on", "今日までの日を入力してください。")
            .ThrowIfAny();
        return database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var review = new PlanReview(Ids.New(time), r.ReviewedOn, outcome, [.. r.Lessons.Distinct()], caller.Subject, uow.Now);
            foreach (var lesson in review.Lessons)
            {
                if (!await PlanTables.TakeUpAsync(uow, review.Id, lesson))
                {
                    throw Problem.Conflict("lesson_taken_up", "教訓の一部は、ほかの見直しで取り上げられています。画面を開き直してください。");
                }
            }

            await PlanTables.AddAsync(uow, review);
            uow.Audit("plan.reviewed", $"plan/{review.Id}", new { review.ReviewedOn, lessons = review.Lessons.Count });
            return review;
        }, stop);
    }
}
