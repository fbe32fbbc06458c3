using Csirt.Intake.Reading;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Attachments;

/// <summary>Gives an attachment to those who may read reports of its case: to be saved, never shown by a browser. Put on record.</summary>
internal static class DownloadAttachment
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/{id}/attachments/{attachmentId}", HandleAsync).Requires(Act.ReadReport);

    private static async Task<PhysicalFileHttpResult> HandleAsync(
        string id, string attachmentId, Caller caller, HttpContext http, Database<IntakeModule> database, AttachmentFiles files, CancellationToken stop)
    {
        var row = await database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                await ReportAccess.DemandAsync(uow, id, caller);
                var attachments = await AttachmentRows.OfReportAsync(uow, id);
                var wanted = attachments.FirstOrDefault(a => a.Id == attachmentId) ?? throw Problem.NotFound("添付ファイル");
                uow.Audit("report.attachment_read", $"report/{id}", new { attachmentId });
                return wanted;
            },
            stop);
        var path = files.PathOf(caller.Town, row.Sha256);
        if (!File.Exists(path))
        {
            throw new ProblemException(StatusCodes.Status500InternalServerError, "attachment_missing", "添付ファイルの実体が見つかりません。運用担当に連絡し、バックアップから戻してください。");
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(path, "application/octet-stream", row.Name);
    }
}
