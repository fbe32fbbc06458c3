using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Systems;

/// <summary>Recovery does not apply: paper, a lost stick. Said once for the whole case, with the reason.</summary>
internal static class WaiveRecovery
{
    internal static Outcome Apply(CaseDocument c, ReasonRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var reason = check.Text("reason", r.Reason);
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(c with { RecoveryNotApplicable = new RecoveryNotApplicable(reason, x.By, x.Now) }, x,
                x.Line("recovery_not_applicable", $"復旧は不要：{reason}"));
    }

    /// <summary>It does apply after all.</summary>
    internal static Outcome Lift(CaseDocument c, ReasonRequest r, Context x)
    {
        var check = new Check(x).Workable(c);
        var reason = check.Text("reason", r.Reason);
        check.Require(c.RecoveryNotApplicable is not null, "recovery_applies", "復旧は不要とされていません。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(c with { RecoveryNotApplicable = null }, x, x.Line("recovery_applicable", $"復旧が必要：{reason}"));
    }
}
