using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;

namespace Csirt.Escalation.Duties;

/// <summary>Every action on a duty. All take If-Match with the duty's version and answer the duty as it then stands.</summary>
internal static class DutyApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var duty = api.MapGroup("/duties/{duty}")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status428PreconditionRequired);
        duty.MapPost("/draft", (DraftRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => DraftDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/approve", (ApproveRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => ApproveDuty.Apply(d, r, x))).Requires(Act.ApproveFiling);
        duty.MapPost("/file", (FileRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => FileDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/accept", (AcceptRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => AcceptDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/supplement", (DutySupplementRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => SupplementDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/withdraw", (WithdrawRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => WithdrawDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/keep", (KeepRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => KeepDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/defer", (DeferRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => DeferDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/report", (ReportTextRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => WriteReport.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/groups", (PersonsGroupRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => NameGroup.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/redate", (RedateRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => RedateDuty.Apply(d, r, x))).Requires(Act.HandleDuties);
        duty.MapPost("/grounds/{ground}/decision", (string ground, GroundDecisionRequest r, [AsParameters] OnDuty on) => on.Do((d, x) => DecideGround.Apply(d, ground, r, x))).Requires(Act.HandleDuties);
    }
}
