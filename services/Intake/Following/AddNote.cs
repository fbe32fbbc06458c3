using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Filing;
using Csirt.Intake.Repeats;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Following;

/// <summary>The reporter adds something (追記). What was said before stays as it is; the addition reaches the case.</summary>
internal static class AddNote
{
    public const int LongestNote = 4_000;
    private const int MostNotes = 100;

    private static readonly Sql Insert = new(
        "INSERT INTO supplement (town, report_id, number, accepted_at, text) VALUES (@town, @reportId, @number, @at, @text)")
    { Types = "@at BIGINT" };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/follow/{secret}/notes", async (string secret, SupplementRequest request, HttpContext http, Database<IntakeModule> database, CancellationToken stop) =>
            await AddAsync(database, await Reporter.ByLinkAsync(database, secret, stop), request, http, stop)).Requires(Act.Anyone);
        api.MapPost("/reports/{id}/notes", async (string id, SupplementRequest request, Caller caller, HttpContext http, Database<IntakeModule> database, CancellationToken stop) =>
            await AddAsync(database, await Reporter.OwnAsync(database, id, caller, stop), request, http, stop)).Requires(Act.SignedIn);
    }

    private static async Task<Created<SupplementReceipt>> AddAsync(Database<IntakeModule> database, Reporter reporter, SupplementRequest request, HttpContext http, CancellationToken stop)
    {
        var text = CleanText.Lines(request.Text);
        new InputErrors()
            .Check(text.Length > 0, "text", "追記する内容を入力してください。")
            .Check(text.Length <= LongestNote, "text", $"{LongestNote:N0}文字以内で入力してください。")
            .ThrowIfAny();
        var key = RepeatKey.Read(http.Request, $"{reporter.Actor}/{reporter.Report.Id}", request);
        var receipt = await database.WriteAsync(
            reporter.Town,
            reporter.Actor,
            async uow =>
            {
                if (await KeptAnswers.FindAsync<SupplementReceipt>(uow, key) is { } before)
                {
                    return before;
                }

                var added = await AddAsync(uow, reporter.Report.Id, text);
                await KeptAnswers.KeepAsync(uow, key, added);
                return added;
            },
            stop);
        return TypedResults.Created((string?)null, receipt);
    }

    private static async Task<SupplementReceipt> AddAsync(IUnitOfWork uow, string reportId, string text)
    {
        var at = uow.Now;
        var number = await Supplementing.NoteAsync(uow, reportId, MostNotes, at, text)
            ?? throw Problem.Conflict("too_many_notes", $"追記は{MostNotes}件までです。窓口に電話で知らせてください。");
        await uow.ExecuteAsync(Insert, new { reportId, number, at, text });
        uow.Audit("report.supplemented", $"report/{reportId}", new { number });
        return new SupplementReceipt(number, at);
    }
}
