using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Disposal;

/// <summary>A person proposes to dispose of a case; another approves or sends it back.</summary>
internal static class ProposeDisposal
{
    internal static Outcome Apply(DisposalGroup group, ReasonRequest r, Context x)
    {
        var check = new Check(x);
        var reason = check.Text("reason", r.Reason, Check.ShortLimit);
        if (check.Failed)
        {
            return check.Refusal;
        }

        IReadOnlyList<Objection> unmet = group.Proposal is null ? group.Unmet(x.Now) : [.. group.Unmet(x.Now), Objection.Refused("already_proposed", "すでに廃棄が起案されています。")];
        return unmet.Count > 0
            ? Outcome.Refused(unmet)
            : Outcome.Changed(group.Case with { DisposalProposal = new DisposalProposal(x.By, x.Now, reason) }, x, x.Line("disposal_proposed", $"廃棄を起案：{reason}"));
    }

    internal static Outcome TakeBack(DisposalGroup group, ReasonRequest r, Context x, bool rejected)
    {
        var check = new Check(x);
        var reason = check.Text("reason", r.Reason, Check.ShortLimit);
        check.Require(group.Proposal is not null, "not_proposed", "廃棄は起案されていません。");
        var (code, words) = rejected ? ("disposal_rejected", "廃棄の起案を差し戻した") : ("disposal_withdrawn", "廃棄の起案を取り下げた");
        return check.Failed ? check.Refusal : Outcome.Changed(group.Case with { DisposalProposal = null }, x, x.Line(code, $"{words}：{reason}"));
    }
}
