using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Board;
using Csirt.Escalation.Disposal;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Reports;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Escalation.Duties;

/// <summary>GET /api/escalation/duties/{duty} and its prepared report.</summary>
internal sealed class ReadDuty(Database<EscalationModule> database, RuleBooks books, DirectoryCopies<EscalationModule> directories, DutyViews views, TimeProvider time)
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/duties/{duty}", async (string duty, Caller caller, ReadDuty read, HttpResponse response, CancellationToken stop) =>
        {
            var detail = await read.DetailAsync(duty, caller, stop);
            Versions.Tell(response, detail.Version);
            return detail;
        }).Requires(Act.ReadDuties);
        api.MapGet("/duties/{duty}/report.docx", (string duty, Caller caller, ReadDuty read, CancellationToken stop) => read.WordAsync(duty, caller, stop)).Requires(Act.ReadDuties);
        api.MapGet("/duties/{duty}/report", (string duty, Caller caller, ReadDuty read, CancellationToken stop) => read.ReportAsync(duty, caller, stop)).Requires(Act.ReadDuties);
    }

    private async Task<DutyDetail> DetailAsync(string id, Caller caller, CancellationToken stop)
    {
        var (duty, desk) = await OpenAsync(id, caller, stop);
        return views.Detail(duty, desk.Case, caller, time.GetUtcNow());
    }

    private async Task<PreparedReport> ReportAsync(string id, Caller caller, CancellationToken stop)
    {
        var (duty, desk) = await OpenAsync(id, caller, stop);
        return ReportTexts.Prepare(duty, desk, directories.Find(caller.Town), time.GetUtcNow()) ?? throw Problem.NotFound("報告の下書き");
    }

    private async Task<FileContentHttpResult> WordAsync(string id, Caller caller, CancellationToken stop)
    {
        var (duty, desk) = await OpenAsync(id, caller, stop);
        var directory = directories.Find(caller.Town);
        var report = ReportTexts.Prepare(duty, desk, directory, time.GetUtcNow()) ?? throw Problem.NotFound("報告の下書き");
        var heading = $"{(desk.Case.Drill ? "【訓練】" : "")}{directory?.Snapshot.TownName}　事案番号 {desk.Case.Number}　{duty.Title}（下書き）";
        return TypedResults.File(WordReport.Write(report, heading), WordReport.ContentType, $"{desk.Case.Number}_{duty.Title}.docx");
    }

    private async Task<(DutyDocument Duty, CaseDesk Desk)> OpenAsync(string id, Caller caller, CancellationToken stop)
    {
        var desk = await database.ReadAsync(caller.Town, async session =>
        {
            var duty = await DutyStore.FindAsync(session, id)
                ?? throw CaseTombstones.Missing(await CaseTombstones.OfRowAsync(session, RemoveDuties.Duty, id), caller, "報告義務");
            var snapshot = await CaseCopies.DemandAsync(session, duty.CaseId, caller, Act.ReadDuties);
            return await CaseDesk.OpenAsync(session, snapshot, books.For(caller.Town));
        }, stop);
        await RestrictedReads.RecordAsync(database, desk.Case, caller, stop);
        return (desk.Duty(id), desk);
    }
}
