using Csirt.Cases.Model;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;

namespace Csirt.Cases.Moves;

/// <summary>
/// Every trigger of the case's stage: allowed or not, and every reason why not, missing rights among them. A reason still to
/// be typed is no obstacle here; a decision and a merge bring their own condition with them.
/// </summary>
internal static class TriggersOfCase
{
    private static readonly UnmetReason NotYours = new("not_permitted", "この操作を行う権限がありません。", []);

    internal static IReadOnlyList<TriggerOption> List(CaseDocument c, DutiesHeld duties, IReadOnlyCollection<Act> allowed)
    {
        var facts = FactsOfCase.Read(c, duties, reasonGiven: true, mergeTargetGiven: true);
        var workflow = CaseWorkflow.Build(c.Stage, facts);
        return [.. workflow.Triggers().Select(t => Option(workflow, t.Trigger, t.To, allowed))];
    }

    private static TriggerOption Option(CaseWorkflow workflow, Trigger trigger, Contracts.Values.CaseStage to, IReadOnlyCollection<Act> allowed)
    {
        var info = TriggerInfo.Of(trigger);
        workflow.CanFire(trigger, out var unmet);
        var decision = info.Through == "decision";
        List<UnmetReason> reasons = [.. unmet.Where(u => !decision || u.Code != Guard.CisoApproval.Code)];
        if (!allowed.Contains(decision ? Act.DecidePrevention : Act.HandleCase))
        {
            reasons.Add(NotYours);
        }

        return new TriggerOption(info.Code, info.Label, to, reasons.Count == 0, info.NeedsReason, info.Through, reasons);
    }
}
