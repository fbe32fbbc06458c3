using Csirt.Cases.Model;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Moves;

/// <summary>A person moves the case to another stage.</summary>
internal static class MoveCase
{
    internal static Outcome Apply(CaseDocument c, Trigger trigger, string? reason, DutiesHeld duties, Context x)
    {
        var check = new Check(x);
        var why = check.Optional("reason", reason);
        if (check.Failed)
        {
            return check.Refusal;
        }

        if (TriggerInfo.Of(trigger).Through is { } through)
        {
            return Objection.Refused("other_action", $"この操作は「{through}」から行ってください。");
        }

        var (next, line, objections) = Step(c, trigger, why, FactsOfCase.Read(c, duties, reasonGiven: why is not null), x);
        return objections.Count > 0 ? Outcome.Refused(objections) : Outcome.Changed(Settle(next, trigger, x), x, line!);
    }

    /// <summary>Fires the trigger on the case: the moved case and its timeline line, or every reason why not.</summary>
    internal static (CaseDocument Next, TimelineLine? Line, IReadOnlyList<Objection> Objections) Step(
        CaseDocument c, Trigger trigger, string? reason, WorkflowFacts facts, Context x)
    {
        var move = CaseWorkflow.Build(c.Stage, facts).Fire(trigger);
        if (move.Refused)
        {
            return (c, null, [.. move.Unmet.Select(Objection.Of)]);
        }

        var text = $"{move.From.InJapanese()} → {move.To.InJapanese()}" + (reason is null ? "" : $"（理由：{reason}）");
        return (c with { Stage = move.To, StageSince = x.Now, WorkflowVersion = CaseWorkflow.Version }, x.Line("moved", text), []);
    }

    // Laying prevention before the CISO opens a new review: an earlier approval does not carry over.
    private static CaseDocument Settle(CaseDocument c, Trigger trigger, Context x) => trigger is Trigger.RequestCisoReview
        ? c with { Reviews = [.. c.Reviews, new PreventionReview(x.By, x.Now, [.. FactsOfCase.LivePrevention(c).Select(m => m.Id)], null)] }
        : c;
}
