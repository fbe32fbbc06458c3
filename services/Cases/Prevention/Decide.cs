using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Prevention;

/// <summary>
/// The CISO reviews recurrence prevention and orders what is needed (policy 5.3(3)オ), or a delegate does (1(1)オ). Who applies
/// and who approves are not one person, save where unavoidable: then with the reason on record (1(8)ア). Approval moves the
/// case on, refusal sends it back: one act.
/// </summary>
internal static class Decide
{
    internal static Outcome Apply(CaseDocument c, DecisionRequest r, DutiesHeld duties, Context x)
    {
        if (c.Stage is not CaseStage.PreventionAwaitingCiso || c.Reviews is not [.., { Decision: null } review])
        {
            return Objection.Refused("no_review_waiting", "CISOの確認を待っている再発防止策がありません。");
        }

        var delegation = x.Holds(Role.Ciso) ? null : c.Delegations.LastOrDefault(d => d.DelegateId == x.By);
        if (!x.Holds(Role.Ciso) && delegation is null)
        {
            return Objection.Forbidden("not_ciso_or_delegate", "再発防止策を決定できるのは、CISOと、CISOから委任を受けた者だけです。");
        }

        var check = new Check(x);
        var (comment, orders, unavoidable) = (check.Optional("comment", r.Comment), check.Optional("orders", r.Orders), check.Optional("override_reason", r.OverrideReason));
        check.Valid(r.Approve || comment is not null, "comment", "required", "差し戻す理由を入力してください。");
        var own = review.RequestedBy == x.By;
        check.Require(!r.Approve || !own || unavoidable is not null, "own_request",
            "申請した本人は承認できません。やむを得ない場合は、その理由を記録してください（1(8)ア）。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var decision = new CisoDecision(r.Approve, delegation is null ? DecisionCapacity.Ciso : DecisionCapacity.Delegate, delegation?.Id,
            x.By, x.Now, comment, orders, own && r.Approve ? unavoidable : null);
        return Enact(c with { Reviews = [.. c.Reviews.SkipLast(1), review with { Decision = decision }] }, decision, duties, x);
    }

    private static Outcome Enact(CaseDocument decided, CisoDecision decision, DutiesHeld duties, Context x)
    {
        var trigger = decision.Approved ? Trigger.StartImplementing : Trigger.ReturnToDrafting;
        var reason = decision.Approved ? null : decision.Comment;
        var (next, moved, objections) = MoveCase.Step(decided, trigger, reason, FactsOfCase.Read(decided, duties, reasonGiven: reason is not null), x);
        return objections.Count > 0
            ? Outcome.Refused(objections)
            : Outcome.Changed(next, x, x.Line(decision.Approved ? "prevention_approved" : "prevention_sent_back", Describe(decision)), moved!);
    }

    private static string Describe(CisoDecision d)
    {
        var capacity = d.Capacity is DecisionCapacity.Delegate ? $"（委任{d.DelegationId}による）" : "";
        var text = d.Approved ? $"再発防止策を承認{capacity}" : $"再発防止策を差戻し{capacity}";
        return text + Part("意見", d.Comment) + Part("指示", d.Orders) + Part("申請者本人による承認の理由", d.OverrideReason);
    }

    private static string Part(string name, string? text) => text is null ? "" : $"　{name}：{text}";
}
