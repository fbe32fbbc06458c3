using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Access;

/// <summary>
/// An implicated officer is shut out of the case, or let back: by the CISO or 統括, by 監査 where they themselves are
/// implicated; never for oneself, and never the last one who could respond.
/// </summary>
internal static class Implicate
{
    internal static Outcome Apply(CaseDocument c, ImplicateRequest r, Context x)
    {
        if (!May(c, r, x))
        {
            return Objection.Forbidden("may_not_implicate", "関係者の指定は、CISOか統括情報セキュリティ責任者（その人自身が関係する場合は情報セキュリティ監査統括責任者）が行います。");
        }

        var check = new Check(x);
        var reason = check.Text("reason", r.Reason);
        check.Person("person_id", r.PersonId);
        var shutOut = c.ImplicatedIds.Contains(r.PersonId);
        check.Require(shutOut != r.Implicated, r.Implicated ? "already_implicated" : "not_implicated", r.Implicated ? "すでに関係者とされています。" : "関係者とされていません。");
        IReadOnlyList<string> implicated = r.Implicated ? [.. c.ImplicatedIds, r.PersonId] : [.. c.ImplicatedIds.Where(id => id != r.PersonId)];
        check.Require(!r.Implicated || Responders.Remain(c.Restricted, c.HandlerIds, implicated, x.Town), "last_responder",
            "この人を外すと、対応できる人がいなくなります。先にほかの担当者を決めてください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var next = c with { ImplicatedIds = implicated, HandlerIds = [.. c.HandlerIds.Where(id => !implicated.Contains(id))] };
        var text = $"{x.Town.NameOrId(r.PersonId)}を{(r.Implicated ? "関係者として事案から外す" : "関係者から戻す")}（理由：{reason}）";
        return Outcome.Changed(next, x, x.Line(r.Implicated ? "implicated" : "implication_lifted", text));
    }

    // Of CISO and 統括 the other one may act, too; but on either of the two, 監査 may act first.
    private static bool May(CaseDocument c, ImplicateRequest r, Context x)
    {
        if (r.PersonId == x.By || c.ImplicatedIds.Contains(x.By))
        {
            return false;
        }

        var aboutThem = x.Town.Holds(r.PersonId, Role.Ciso, Role.ChiefSecurityOfficer);
        return x.Holds(Role.Ciso, Role.ChiefSecurityOfficer) || (aboutThem && x.Holds(Role.Auditor));
    }
}
