using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>
/// A named person decides whether an open ground applies. The decision holds for every duty on that ground, and only while the
/// facts say what they said when it was made.
/// </summary>
internal static class DecideGround
{
    public static DutyDocument Apply(DutyDocument duty, string groundId, GroundDecisionRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.DecideGround, x);
        var ground = duty.Grounds.FirstOrDefault(ground => ground.Id == groundId) ?? throw Problem.NotFound("号");
        if (!x.HoldsAny(x.Desk.Book.Town.ProvisionalDecidedBy))
        {
            throw Problem.Forbidden();
        }

        var reason = Acting.Required(r.Reason, "reason", "判断の理由を入力してください。");
        var seen = Seen(duty, groundId, x) ?? ground.Truth;
        var decision = new DecidedGround(new GroundDecision(duty.Scope, groundId, r.Applies, seen), x.Person, x.Now, reason);
        x.Desk.State = x.Desk.State with { Decisions = [.. x.Desk.State.Decisions, decision] };
        return duty.With(x.Entry("ground_decided", $"{ground.Title}：{(r.Applies ? "該当する" : "該当しない")}（{reason}）"));
    }

    // What the facts come to now, which for a ground that fell away is no longer what the duty was made on.
    private static Truth? Seen(DutyDocument duty, string groundId, Acting x)
    {
        var view = new CaseView(x.Desk.Case, x.Directory, x.Now);
        var rule = x.Desk.Book.InForce(duty.RuleId, view.KnownDay);
        return rule is null ? null : GroundFindings.TruthOf(rule, groundId, view);
    }
}
