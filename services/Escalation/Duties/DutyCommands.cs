using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Prefecture;
using Csirt.Escalation.Storage;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Escalation.Duties;

/// <summary>
/// Carries out an action on a duty: asks the access table, compares the version, changes the duty, works the case out anew and
/// saves, all in one unit of work.
/// </summary>
internal sealed class DutyCommands(Database<EscalationModule> database, CaseWork work, RuleBooks books, DirectoryCopies<EscalationModule> directories, DutyViews views, TellPrefecture prefecture)
{
    public Task<DutyDetail> DoAsync(string dutyId, Caller caller, Act act, long version, Func<DutyDocument, Acting, DutyDocument> change, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var duty = await DutyStore.FindAsync(uow, dutyId) ?? throw Problem.NotFound("報告義務");
            var snapshot = await CaseCopies.DemandAsync(uow, duty.CaseId, caller, act);
            if (duty.Version != version)
            {
                throw Problem.Stale(duty.Version);
            }

            var desk = await work.DoAsync(uow, snapshot, desk =>
            {
                var acting = new Acting(desk, caller, uow.Now, books.Calendar, directories.Find(caller.Town));
                desk.Put(change(desk.Duty(dutyId), acting));
            });
            var after = desk.Duty(dutyId);
            prefecture.OfWhatWasFiled(uow, duty, after, desk);
            uow.Audit($"duty.{after.History[^1].What}", $"duty/{dutyId}", new { after.CaseId, after.Version, after.State });
            return views.Detail(after, desk.Case, caller, uow.Now);
        }, stop);
}

/// <summary>What every action endpoint on a duty has in common. Bound from the request.</summary>
internal sealed class OnDuty
{
    [FromRoute(Name = "duty")] public required string Id { get; init; }

    public required Caller Caller { get; init; }

    public required HttpContext Http { get; init; }

    [FromServices] public required DutyCommands Commands { get; init; }

    /// <summary>Changes the duty: the caller must have seen its present version (If-Match).</summary>
    public async Task<DutyDetail> Do(Func<DutyDocument, Acting, DutyDocument> change)
    {
        var act = Http.GetEndpoint()!.Metadata.GetRequiredMetadata<RequiredAct>().Act;
        var detail = await Commands.DoAsync(Id, Caller, act, Versions.Demanded(Http.Request), change, Http.RequestAborted);
        Versions.Tell(Http.Response, detail.Version);
        return detail;
    }
}
