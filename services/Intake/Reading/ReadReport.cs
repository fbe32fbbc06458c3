using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Attachments;
using Csirt.Intake.Following;
using Csirt.Intake.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Reading;

/// <summary>A report as it came in, for those who may read it, and for its reporter. Reading a restricted one is put on record.</summary>
internal static class ReadReport
{
    private static readonly Sql SelectSupplements = new("SELECT number, text, accepted_at FROM supplement WHERE town = @town AND report_id = @id ORDER BY number") { Types = "@id CHAR(32)" };

    // Signed in is enough to ask for one's own; all else is decided by the access table in ReportAccess.
    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/{id}", HandleAsync).Requires(Act.SignedIn);

    private static async Task<ReportDetail> HandleAsync(
        string id, Caller caller, HttpContext http, Database<IntakeModule> database, DirectoryCopies<IntakeModule> directories, CancellationToken stop)
    {
        var (detail, onRecord) = await database.ReadAsync(caller.Town, s => ReadAsync(s, id, caller, directories.Find(caller.Town)), stop);
        if (onRecord)
        {
            await database.WriteAsync(caller.Town, caller.Subject, uow => Recorded(uow, id), stop);
        }

        http.Response.Headers.CacheControl = "no-store";
        return detail;
    }

    private static async Task<(ReportDetail Detail, bool OnRecord)> ReadAsync(IReadSession session, string id, Caller caller, TownDirectory? town)
    {
        var report = await ReportRows.FindAsync(session, id) ?? throw await ReportAccess.MissingAsync(session, id, caller);
        var own = report.ReporterId == caller.Subject;
        var held = own ? await CaseOfReport.FindAsync(session, id) : (await ReportAccess.DemandAsync(session, id, caller)).Held;
        var supplements = await session.QueryAsync<SupplementRow>(SelectSupplements, new { report.Id });
        var attachments = await AttachmentRows.OfReportAsync(session, id);
        var detail = Detail(report, held, town) with
        {
            Supplements = [.. supplements.Select(s => new Supplement(s.Number, s.Text, s.AcceptedAt))],
            Attachments = [.. attachments.Select(a => a.ToEntry())],
        };
        var seesCase = held?.Decide(caller, Act.ReadReport) == Verdict.Permitted;
        var restricted = report.Restricted || held is { Own.Restricted: true } or { Surviving.Restricted: true };
        return (seesCase ? detail with { CaseId = held!.Surviving.CaseId, CaseNumber = held.Surviving.Number } : detail, restricted);
    }

    private static ReportDetail Detail(ReportRow report, CaseOfReport? held, TownDirectory? town)
    {
        var document = report.ReadDocument();
        return new ReportDetail
        {
            Id = report.Id,
            ReceiptNumber = report.ReceiptNumber,
            Channel = document.Channel,
            Drill = report.Drill,
            Restricted = report.Restricted,
            AcceptedAt = report.AcceptedAt,
            ReporterId = report.ReporterId,
            ReporterName = town?.Person(report.ReporterId)?.Name,
            SenderName = town?.Contact(document.SenderContactId)?.Name,
            Reference = document.Reference,
            Text = report.Text,
            Place = document.Place,
            Times = document.Times with { Known = document.KnownOr(report.AcceptedAt) },
            KnownAssumed = document.KnownAssumed,
            SectionId = report.SectionId,
            SectionName = town?.Section(report.SectionId)?.Name,
            BodyId = document.BodyId,
            BodyName = town?.Body(document.BodyId)?.Name,
            SystemIds = document.SystemIds,
            SystemNames = [.. document.SystemIds.Select(s => town?.System(s)?.Name ?? s)],
            Kind = document.Kind,
            Facts = document.Facts,
            DataItems = document.DataItems,
            Medium = document.Medium,
            Contact = report.ReadContact(),
            ImplicatedIds = document.ImplicatedIds,
            Supplements = [],
            Attachments = [],
            Progress = ProgressOf.Report(report, held),
        };
    }

    private static Task Recorded(IUnitOfWork uow, string id)
    {
        uow.Audit("report.read", $"report/{id}");
        return Task.CompletedTask;
    }

    private sealed class SupplementRow
    {
        public int Number { get; init; }

        public required string Text { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }
    }
}
