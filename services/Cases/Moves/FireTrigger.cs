using Csirt.Cases.Api;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Http;

namespace Csirt.Cases.Moves;

/// <summary>POST /api/cases/{id}/triggers/{trigger}.</summary>
internal static class FireTrigger
{
    internal static CaseCommand Command(string code, MoveRequest request)
    {
        var trigger = TriggerInfo.ByCode(code)?.Trigger ?? throw Problem.NotFound("その操作");
        return (c, x, duties) => MoveCase.Apply(c, trigger, request.Reason, duties.HeldFor(c), x);
    }
}
