using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Prevention;

/// <summary>
/// The CISO delegates the decision (policy 1(1)オ). The CISO records it, or 統括 or CSIRT責任者 record what the CISO said — never
/// for themselves. Where the CISO is implicated, 監査 records who decides instead.
/// </summary>
internal static class RecordDelegation
{
    internal static Outcome Apply(CaseDocument c, DelegationRequest r, Context x)
    {
        var implicated = x.Town.HoldersOf([Role.Ciso]).Any(p => c.ImplicatedIds.Contains(p.Id));
        var may = implicated ? x.Holds(Role.Auditor) : x.Holds(Role.Ciso, Role.ChiefSecurityOfficer, Role.CsirtLeader);
        if (!may)
        {
            return Objection.Forbidden("may_not_record_delegation", implicated
                ? "CISOが関係者とされている事案では、委任の記録は情報セキュリティ監査統括責任者が行います。"
                : "委任を記録できるのは、CISO・統括情報セキュリティ責任者・CSIRT責任者です。");
        }

        var check = new Check(x).Workable(c);
        var reference = check.Text("reference", r.Reference, Check.ShortLimit);
        var at = check.Time("given_at", r.GivenAt);
        check.Person("delegate_id", r.DelegateId);
        check.Require(x.Town.Holds(r.DelegateId, Role.DeputyCiso, Role.ChiefSecurityOfficer), "delegate_role",
            "委任を受けられるのは、副CISOか統括情報セキュリティ責任者です。", field: "delegate_id");
        check.Require(r.DelegateId != x.By, "own_delegation", "自分への委任を自分で記録することはできません。");
        check.Require(!c.ImplicatedIds.Contains(r.DelegateId), "implicated", "この事案の関係者とされている人には委任できません。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var delegation = new Delegation(ItemIds.Next("D", c.Delegations.Count), r.DelegateId, at.At, reference, x.By, x.Now);
        return Outcome.Changed(c with { Delegations = [.. c.Delegations, delegation] }, x,
            new TimelineLine("delegated", $"再発防止策の決定を委任{delegation.Id}：{x.Town.NameOrId(r.DelegateId)}（{reference}）", at.At, at.Late));
    }
}
