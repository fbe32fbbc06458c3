using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Following;
using Csirt.Intake.Limits;
using Csirt.Platform;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Attachments;

/// <summary>The reporter sends a file: straight to disk, never in memory as a whole, never shown by this system.</summary>
internal sealed class AddAttachment(Database<IntakeModule> database, AttachmentFiles files, IntakeLimits limits, TimeProvider time)
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/follow/{secret}/attachments", async (string secret, string? name, HttpContext http, Database<IntakeModule> database, AddAttachment add, CancellationToken stop) =>
            await add.HandleAsync(await Reporter.ByLinkAsync(database, secret, stop), name, http, stop)).Requires(Act.Anyone);
        // Any signed-in person or key; that the report is theirs is checked by Reporter.
        api.MapPost("/reports/{id}/attachments", async (string id, string? name, Caller caller, HttpContext http, Database<IntakeModule> database, AddAttachment add, CancellationToken stop) =>
            caller == Caller.Nobody ? throw Problem.NotSignedIn(http) : await add.HandleAsync(await Reporter.OwnAsync(database, id, caller, stop), name, http, stop)).Requires(Act.Anyone);
    }

    private async Task<Created<AttachmentReceipt>> HandleAsync(Reporter reporter, string? name, HttpContext http, CancellationToken stop)
    {
        var largest = limits.LargestOf(reporter.Report);
        if (http.Request.ContentLength > largest)
        {
            throw AttachmentFiles.TooLarge(largest);
        }

        if (reporter.Report.Attachments >= limits.MostOf(reporter.Report))
        {
            throw TooMany(reporter);
        }

        // The limit of the host is for JSON; this one's is counted while it is read.
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var stored = await files.StoreAsync(reporter.Town, http.Request.Body, largest, stop);
        new InputErrors().Check(stored.Size > 0, "body", "ファイルが空です。").ThrowIfAny();
        var row = await database.WriteAsync(reporter.Town, reporter.Actor, uow => AddAsync(uow, reporter, name, stored), stop);
        return TypedResults.Created((string?)null, row.ToReceipt());
    }

    private async Task<AttachmentRow> AddAsync(IUnitOfWork uow, Reporter reporter, string? name, StoredFile stored)
    {
        var safe = AttachmentName.Safe(name);
        var known = await AttachmentRows.OfReportAsync(uow, reporter.Report.Id);
        // Sent again because the answer got lost: there is one such file, not two.
        if (known.FirstOrDefault(a => a.Sha256 == stored.Sha256 && a.Name == safe) is { } same)
        {
            return same;
        }

        var row = new AttachmentRow
        {
            Id = Ids.New(time),
            Name = safe,
            GivenName = AttachmentName.Shown(name, safe),
            Size = stored.Size,
            Sha256 = stored.Sha256,
            AcceptedAt = uow.Now,
        };
        var number = await Supplementing.AttachmentAsync(uow, reporter.Report.Id, limits.MostOf(reporter.Report), row.AcceptedAt) ?? throw TooMany(reporter);
        await AttachmentRows.AddAsync(uow, reporter.Report.Id, number, row);
        uow.Audit("report.attachment_added", $"report/{reporter.Report.Id}", new { row.Id, row.Size, row.Sha256 });
        return row;
    }

    private ProblemException TooMany(Reporter reporter) =>
        Problem.Conflict("too_many_attachments", $"添付ファイルは1件の報告に{limits.MostOf(reporter.Report)}件までです。");
}
