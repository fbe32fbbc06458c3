using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Limits;
using Csirt.Intake.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Intake.Following;

/// <summary>Whoever holds the link sees how far the report has come, and nothing of the case.</summary>
internal static class FollowReport
{
    private static readonly Sql SelectSupplements = new("SELECT accepted_at FROM supplement WHERE town = @town AND report_id = @id ORDER BY number") { Types = "@id CHAR(32)" };

    public static void Map(RouteGroupBuilder api) => api.MapGet("/follow/{secret}", HandleAsync).Requires(Act.Anyone);

    private static async Task<FollowedReport> HandleAsync(string secret, HttpContext http, Database<IntakeModule> database, IntakeLimits limits, CancellationToken stop)
    {
        var link = FollowSecret.Read(secret) ?? throw Problem.NotFound("報告");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return await database.ReadAsync(
            link.Town,
            async session =>
            {
                var report = await ReportRows.FindAsync(session, link) ?? throw Problem.NotFound("報告");
                var progress = ProgressOf.Report(report, await CaseOfReport.FindAsync(session, report.Id));
                var supplemented = await session.QueryAsync<DateTimeOffset>(SelectSupplements, new { report.Id });
                return Shown(report, progress, supplemented, limits);
            },
            stop);
    }

    private static FollowedReport Shown(ReportRow report, Progress progress, IReadOnlyList<DateTimeOffset> supplemented, IntakeLimits limits) => new()
    {
        ReceiptNumber = report.ReceiptNumber,
        AcceptedAt = report.AcceptedAt,
        Drill = report.Drill,
        Progress = progress,
        ProgressName = ProgressOf.Name(progress),
        Explanation = ProgressOf.Explanation(progress),
        AttachmentCount = report.Attachments,
        SupplementedAt = supplemented,
        LargestAttachment = limits.LargestOf(report),
        AttachmentsLeft = Math.Max(0, limits.MostOf(report) - report.Attachments),
    };
}
