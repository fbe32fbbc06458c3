using System.Text.Json;
using Csirt.Cases.Model;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Database;

namespace Csirt.Cases.Plan;

/// <summary>Which lessons ask for a change of the emergency plan and which review took them up; the lessons themselves stay in their cases.</summary>
internal static class PlanTables
{
    internal static Migration Migration { get; } = new(130, "plan reviews", new Sql(
        """
        CREATE TABLE plan_lesson (
            town TEXT NOT NULL, case_id TEXT NOT NULL, item INTEGER NOT NULL, at INTEGER NOT NULL, review_id TEXT,
            PRIMARY KEY (town, case_id, item)) STRICT, WITHOUT ROWID;
        CREATE INDEX plan_lesson_open ON plan_lesson (town, at) WHERE review_id IS NULL;
        CREATE TABLE plan_review (
            town TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE plan_lesson (
            town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, item INT NOT NULL, at BIGINT NOT NULL, review_id CHAR(32),
            PRIMARY KEY (town, case_id, item));
        CREATE INDEX plan_lesson_open ON plan_lesson (town, at) WHERE review_id IS NULL;
        CREATE TABLE plan_review (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, document NVARCHAR(MAX) NOT NULL,
            PRIMARY KEY (town, id));
        """));

    private static readonly Sql InsertLesson = new("INSERT INTO plan_lesson (town, case_id, item, at) VALUES (@town, @caseId, @item, @at)");

    private static readonly Sql SelectOpen = new("SELECT case_id, item FROM plan_lesson WHERE town = @town AND review_id IS NULL ORDER BY at");

    private static readonly Sql TakeUp = new("UPDATE plan_lesson SET review_id = @reviewId WHERE town = @town AND case_id = @caseId AND item = @item AND review_id IS NULL");

    private static readonly Sql InsertReview = new("INSERT INTO plan_review (town, id, document) VALUES (@town, @id, @document)");

    private static readonly Sql SelectReviews = new(
        "SELECT document FROM plan_review WHERE town = @town ORDER BY id DESC LIMIT @limit",
        "SELECT TOP (@limit) document FROM plan_review WHERE town = @town ORDER BY id DESC");

    /// <summary>Keeps the lessons that a change added.</summary>
    internal static async Task KeepAsync(IUnitOfWork uow, CaseDocument before, CaseDocument c)
    {
        for (var item = before.Lessons.Count; item < c.Lessons.Count; item++)
        {
            if (c.Lessons[item].ChangesPlan)
            {
                await uow.ExecuteAsync(InsertLesson, new { caseId = c.Id, item, at = c.Lessons[item].At });
            }
        }
    }

    internal static Task<IReadOnlyList<OpenLesson>> OpenAsync(IReadSession session) => session.QueryAsync<OpenLesson>(SelectOpen);

    internal static async Task<IReadOnlyList<PlanReview>> ReviewsAsync(IReadSession session, int limit) =>
        [.. (await session.QueryAsync<string>(SelectReviews, new { limit })).Select(document => JsonSerializer.Deserialize<PlanReview>(document, CsirtJson.Options)!)];

    /// <summary>False where another review took the lesson up already, or there is none such.</summary>
    internal static async Task<bool> TakeUpAsync(IUnitOfWork uow, string reviewId, LessonRef lesson) =>
        await uow.ExecuteAsync(TakeUp, new { reviewId, lesson.CaseId, lesson.Item }) == 1;

    internal static Task AddAsync(IUnitOfWork uow, PlanReview review) =>
        uow.ExecuteAsync(InsertReview, new { review.Id, document = JsonSerializer.Serialize(review, CsirtJson.Options) });

    internal sealed class OpenLesson
    {
        public required string CaseId { get; init; }

        public int Item { get; init; }
    }
}
