using System.Net;
using Csirt.Contracts.Http.Cases;
using Csirt.IntegrationTests.Samples;
using Xunit;
using static Csirt.IntegrationTests.Clauses.ClauseCase;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>7.3(4): lessons of cases feed the review of the emergency plan.</summary>
public sealed class PlanTests(SampleTown town) : IClassFixture<SampleTown>
{
    [Fact]
    public async Task C7_3_4_a_lesson_waits_until_a_review_of_the_plan_takes_it_up_once()
    {
        var stop = TestContext.Current.CancellationToken;
        var c = await ReportedAsync(town, "shogai-tanto", Report(null));
        await c.DoAsync("joho-kacho", "lessons", new LessonRequest("夜間の連絡先が古かった", ChangesPlan: true));
        await c.DoAsync("joho-kacho", "lessons", new LessonRequest("対応は早かった"));
        var open = Assert.Single((await town.Chief.GetAsync<PlanLessons>("/api/cases/plan", stop)).Open, lesson => lesson.CaseId == c.Id);
        Assert.Equal("夜間の連絡先が古かった", open.Text);

        var review = new PlanReviewRequest(new DateOnly(2026, 11, 25), "連絡網の更新を四半期ごとにした", [new LessonRef(c.Id, open.Item)]);
        using (var refused = await town.Member.SendAsync("/api/cases/plan/reviews", review, stop: stop))
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        await town.Chief.PostAsync<PlanReview>("/api/cases/plan/reviews", review, stop: stop);
        var after = await town.Chief.GetAsync<PlanLessons>("/api/cases/plan", stop);
        Assert.DoesNotContain(after.Open, lesson => lesson.CaseId == c.Id);
        Assert.Equal("連絡網の更新を四半期ごとにした", after.Reviews[0].Outcome);
        using var again = await town.Chief.SendAsync("/api/cases/plan/reviews", review, stop: stop);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }
}
