using Csirt.Cases.Api;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Cases.Merging;

/// <summary>POST /api/cases/{id}/merge and /unmerge: both cases change in one unit of work. If-Match is the version of the named one.</summary>
internal static class MergeCases
{
    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/merge", (MergeRequest r, [AsParameters] OnCase on) => RunAsync(on, async (uow, source, x) =>
            (r.IntoCaseId, await TargetAsync(uow, r.IntoCaseId, on.Caller), (s, t, duties) => Merge.Apply(s, t, r.Reason, duties, x)))).Requires(Act.HandleCase);
        cases.MapPost("/{id}/unmerge", (ReasonRequest r, [AsParameters] OnCase on) => RunAsync(on, async (uow, merged, x) =>
        {
            var into = merged.MergedInto?.Id ?? throw Problem.Conflict("not_merged", "この事案は統合されていません。");
            return (into, await TargetAsync(uow, into, on.Caller), (m, s, duties) => Unmerge.Apply(m, s, r.Reason, duties, x));
        })).Requires(Act.HandleCase);
    }

    private delegate (Outcome Merged, Outcome Surviving) TwoCases(CaseDocument merged, CaseDocument surviving, Workflow.DutiesHeld duties);

    private static async Task<CaseCommandResult> RunAsync(
        OnCase on, Func<IUnitOfWork, CaseDocument, Context, Task<(string Id, CaseDocument Surviving, TwoCases Command)>> prepare)
    {
        var version = Versions.Demanded(on.Http.Request);
        return on.Tell(await on.Commands.RunAsync(on.Caller, async (uow, x) =>
        {
            var merged = await CaseCommands.LoadAsync(uow, on.Id, on.Caller, on.Act, version);
            var (id, surviving, command) = await prepare(uow, merged, x);
            var duties = await DutyCopy.FindAsync(uow, merged.Id);
            var (first, second) = command(merged, surviving, duties.HeldFor(merged));
            var result = await CaseCommands.StoreAsync(uow, merged, Refusals.Demand(first), duties, x);
            await CaseCommands.StoreAsync(uow, surviving, Refusals.Demand(second), await DutyCopy.FindAsync(uow, id), x);
            return result;
        }, on.Http.RequestAborted));
    }

    // The other case as it is now: nobody looks at two versions at once.
    private static Task<CaseDocument> TargetAsync(IReadSession session, string id, Caller caller) =>
        CaseCommands.LoadAsync(session, id, caller, Act.HandleCase, CaseCommands.AnyVersion);
}
