using System.Globalization;
using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Following;
using Csirt.Intake.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;

namespace Csirt.Intake.Reading;

/// <summary>One's own reports, newest first, with how far each has come.</summary>
internal static class ListMyReports
{
    private const int PageSize = 50;
    private const int Beginning = 60;
    private const string AfterAll = "g";

    // Ids grow with time: they are the order and the bookmark.
    private static readonly Sql Select = new(
        """
        SELECT id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, notes, attachments, text, document
        FROM report WHERE town = @town AND reporter_id = @reporterId AND id < @after ORDER BY id DESC LIMIT @limit
        """,
        """
        SELECT TOP (@limit) id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, notes, attachments, text, document
        FROM report WHERE town = @town AND reporter_id = @reporterId AND id < @after ORDER BY id DESC
        """)
    { Types = "@after CHAR(32)" };

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/mine", HandleAsync).Requires(Act.SignedIn);

    private static Task<MyReports> HandleAsync(string? after, Caller caller, Database<IntakeModule> database, CancellationToken stop) => database.ReadAsync(
        caller.Town,
        async session =>
        {
            var rows = await session.QueryAsync<ReportRow>(Select, new { reporterId = caller.Subject, after = after ?? AfterAll, limit = PageSize + 1 });
            var reports = new List<MyReport>();
            foreach (var row in rows.Take(PageSize))
            {
                reports.Add(InShort(row, ProgressOf.Report(row, await CaseOfReport.FindAsync(session, row.Id))));
            }

            return new MyReports(reports, rows.Count > PageSize ? reports[^1].Id : null);
        },
        stop);

    private static MyReport InShort(ReportRow row, Progress progress) => new()
    {
        Id = row.Id,
        ReceiptNumber = row.ReceiptNumber,
        AcceptedAt = row.AcceptedAt,
        Drill = row.Drill,
        Kind = row.ReadDocument().Kind,
        Beginning = FirstOf(row.Text),
        Progress = progress,
        ProgressName = ProgressOf.Name(progress),
    };

    private static string FirstOf(string text)
    {
        var info = new StringInfo(text.ReplaceLineEndings(" "));
        return info.LengthInTextElements <= Beginning ? info.String : $"{info.SubstringByTextElements(0, Beginning)}…";
    }
}
