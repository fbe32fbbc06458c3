using Csirt.Cases.Api;
using Csirt.Cases.Duties;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Http;

namespace Csirt.Cases.Opening;

/// <summary>POST /api/cases/{id}/real-event: 「これは実際の事案です」. Answers the new case.</summary>
internal static class RealEventApi
{
    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapPost("/{id}/real-event", async ([AsParameters] OnCase on, TimeProvider time) =>
        {
            var version = Versions.Demanded(on.Http.Request);
            return on.Tell(await on.Commands.RunAsync(on.Caller, async (uow, x) =>
            {
                var drill = await CaseCommands.LoadAsync(uow, on.Id, on.Caller, on.Act, version);
                var real = new CaseLink(Platform.Ids.New(time), await CaseSeries.NextAsync(uow, drill: false));
                await CaseCommands.StoreAsync(uow, drill, Refusals.Demand(OpenRealEvent.Mark(drill, real, x)), await DutyCopy.FindAsync(uow, drill.Id), x);
                var (opened, line) = OpenRealEvent.Open(drill, real, x);
                await CaseStore.InsertAsync(uow, opened, [line], x.By);
                return CaseCommands.Result(opened, [line], x);
            }, on.Http.RequestAborted));
        }).Requires(Act.HandleCase);
}
