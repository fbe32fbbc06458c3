using Csirt.Cases.Model;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Moves;

/// <summary>Every trigger of the case's stage: allowed or not, and why not. A reason still to be typed is no obstacle here.</summary>
internal static class TriggersOfCase
{
    internal static IReadOnlyList<TriggerOption> List(CaseDocument c, DutiesHeld duties)
    {
        // A decision and a merge bring their own condition with them.
        var facts = FactsOfCase.Read(c, duties, reasonGiven: true, mergeTargetGiven: true);
        var workflow = CaseWorkflow.Build(c.Stage, facts);
        return [.. workflow.Triggers().Select(t => Option(workflow, t.Trigger, t.To))];

        TriggerOption Option(CaseWorkflow built, Trigger trigger, Contracts.Values.CaseStage to)
        {
            var info = TriggerInfo.Of(trigger);
            built.CanFire(trigger, out var unmet);
            var left = info.Through == "decision" ? [.. unmet.Where(u => u.Code != Guard.CisoApproval.Code)] : unmet;
            return new TriggerOption(info.Code, info.Label, to, left.Count == 0, info.NeedsReason, info.Through, left);
        }
    }
}
