using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Disposal;

/// <summary>保留: as long as a lawsuit, an inquiry or an audit needs a case, nobody can dispose of it. Set and lifted by a person, with a reason.</summary>
internal static class Hold
{
    internal static Outcome Set(CaseDocument c, HoldRequest r, Context x)
    {
        var check = new Check(x);
        check.Valid(Enum.IsDefined(r.Kind), "kind", "unknown", "種類を選んでください。");
        var reason = check.Text("reason", r.Reason, Check.ShortLimit);
        if (check.Failed)
        {
            return check.Refusal;
        }

        var hold = new RecordHold { Id = ItemIds.Next("H", c.Holds.Count), Kind = r.Kind, Reason = reason, By = x.By, At = x.Now };
        return Outcome.Changed(c with { Holds = [.. c.Holds, hold] }, x, x.Line("hold_set", $"廃棄の保留 {hold.Id}：{reason}"));
    }

    internal static Outcome Lift(CaseDocument c, string id, ReasonRequest r, Context x)
    {
        if (c.Holds.FirstOrDefault(h => h.Id == id) is not { } hold)
        {
            return Objection.NotFound("hold_not_found", "この保留は見つかりません。");
        }

        var check = new Check(x);
        var reason = check.Text("reason", r.Reason, Check.ShortLimit);
        check.Require(hold.LiftedAt is null, "already_lifted", "この保留はすでに解除されています。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(
                c with { Holds = [.. c.Holds.Select(h => h.Id == id ? h with { LiftedBy = x.By, LiftedAt = x.Now, LiftedReason = reason } : h)] },
                x,
                x.Line("hold_lifted", $"廃棄の保留 {id} を解除：{reason}"));
    }
}
