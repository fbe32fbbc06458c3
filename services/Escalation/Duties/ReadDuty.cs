using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Reports;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

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
        api.MapGet("/duties/{duty}/report", (string duty, Caller caller, ReadDuty read, CancellationToken stop) => read.ReportAsync(duty, caller, stop)).Requires(Act.ReadDuties);
    }

    private Task<DutyDetail> DetailAsync(string id, Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var duty = await DutyStore.FindAsync(session, id) ?? throw Problem.NotFound("報告義務");
        return views.Detail(duty, await CaseCopies.DemandAsync(session, duty.CaseId, caller, Act.ReadDuties), caller, time.GetUtcNow());
    }, stop);

    private Task<PreparedReport> ReportAsync(string id, Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var duty = await DutyStore.FindAsync(session, id) ?? throw Problem.NotFound("報告義務");
        var snapshot = await CaseCopies.DemandAsync(session, duty.CaseId, caller, Act.ReadDuties);
        var desk = await CaseDesk.OpenAsync(session, snapshot, books.For(caller.Town));
        return ReportTexts.Prepare(duty, desk, directories.Find(caller.Town), time.GetUtcNow()) ?? throw Problem.NotFound("報告の下書き");
    }, stop);
}
