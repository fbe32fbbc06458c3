using Csirt.Cases.Api;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Statistics;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Text;

namespace Csirt.Cases.Disposal;

/// <summary>Hold, propose, approve: <c>/api/cases/{id}/holds</c>, <c>/disposal-proposal</c> and <c>/disposal</c>. All take If-Match.</summary>
internal static class DisposalApi
{
    internal static void Map(RouteGroupBuilder cases)
    {
        var api = cases.MapGroup("/{id}")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        api.MapPost("/holds", (HoldRequest r, [AsParameters] OnCase on) => on.Add((c, x) => Hold.Set(c, r, x))).Requires(Act.HoldRecords);
        api.MapPost("/holds/{hold}/lifting", (string hold, ReasonRequest r, [AsParameters] OnCase on) => on.Change((c, x) => Hold.Lift(c, hold, r, x))).Requires(Act.HoldRecords);
        api.MapPost("/disposal-proposal", (ReasonRequest r, [AsParameters] OnCase on) => ChangeAsync(on, (group, x) => ProposeDisposal.Apply(group, r, x))).Requires(Act.ProposeDisposal);
        api.MapPost("/disposal-proposal/withdrawal", (ReasonRequest r, [AsParameters] OnCase on) => ChangeAsync(on, (group, x) => ProposeDisposal.TakeBack(group, r, x, rejected: false))).Requires(Act.ProposeDisposal);
        api.MapPost("/disposal-proposal/rejection", (ReasonRequest r, [AsParameters] OnCase on) => ChangeAsync(on, (group, x) => ProposeDisposal.TakeBack(group, r, x, rejected: true))).Requires(Act.ApproveDisposal);
        api.MapPost("/disposal", (ReasonRequest r, [AsParameters] OnCase on) => DisposeAsync(on, r)).Requires(Act.ApproveDisposal);
    }

    private static async Task<CaseCommandResult> ChangeAsync(OnCase on, Func<DisposalGroup, Context, Outcome> command)
    {
        var version = Versions.Demanded(on.Http.Request);
        return on.Tell(await on.Commands.RunAsync(on.Caller, async (uow, x) =>
        {
            var c = await CaseCommands.LoadAsync(uow, on.Id, on.Caller, on.Act, version);
            var outcome = Refusals.Demand(command(await DisposalGroup.OpenAsync(uow, c), x));
            return await CaseCommands.StoreAsync(uow, c, outcome, await DutyCopy.FindAsync(uow, c.Id), x);
        }, on.Http.RequestAborted));
    }

    private static Task<DisposedCase> DisposeAsync(OnCase on, ReasonRequest r)
    {
        var version = Versions.Demanded(on.Http.Request);
        return on.Commands.RunAsync(on.Caller, async (uow, x) =>
        {
            var c = await CaseCommands.LoadAsync(uow, on.Id, on.Caller, on.Act, version);
            var group = await DisposalGroup.OpenAsync(uow, c);
            if (ApproveDisposal.Unmet(group, r, x) is { Count: > 0 } unmet)
            {
                throw Refusals.Of(unmet);
            }

            var disposed = ApproveDisposal.Tombstones(group, x).ToList();
            foreach (var member in group.Members)
            {
                await DisposedCases.KeepAsync(uow, member);
            }

            foreach (var member in disposed)
            {
                await RemoveCase.RunAsync(uow, member);
            }

            var reason = LeakedValues.Mask(r.Reason.Trim());
            await RemoveCase.KeepReasonAsync(uow, c.Id, reason);
            return ReadDisposed.Show(disposed[0], reason, x.Town);
        }, on.Http.RequestAborted);
    }
}
