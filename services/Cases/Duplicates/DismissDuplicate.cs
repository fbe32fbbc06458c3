using Csirt.Cases.Api;
using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Http;

namespace Csirt.Cases.Duplicates;

/// <summary>POST /api/cases/{id}/duplicates/{other}/dismissal: a person says that these are two events.</summary>
internal static class DismissDuplicate
{
    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapPost("/{id}/duplicates/{other}/dismissal", async (string other, ReasonRequest r, [AsParameters] OnCase on) =>
        {
            var version = Versions.Demanded(on.Http.Request);
            return on.Tell(await on.Commands.RunAsync(on.Caller, async (uow, x) =>
            {
                var c = await CaseCommands.LoadAsync(uow, on.Id, on.Caller, on.Act, version);
                if (await DuplicateStore.DismissAsync(uow, on.Id, other) == 0)
                {
                    throw Problem.NotFound("重複の候補");
                }

                var duties = await DutyCopy.FindAsync(uow, on.Id);
                return await CaseCommands.StoreAsync(uow, c, Refusals.Demand(Note(c, r, x)), duties, x);
            }, on.Http.RequestAborted));
        }).Requires(Act.HandleCase);

    private static Outcome Note(CaseDocument c, ReasonRequest r, Context x)
    {
        var check = new Check(x);
        var reason = check.Text("reason", r.Reason);
        return check.Failed ? check.Refusal : Outcome.Changed(c, x, x.Line("duplicate_dismissed", $"重複の候補ではないと判断（理由：{reason}）"));
    }
}
