using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Access;

/// <summary>Who handles the case.</summary>
internal static class NameHandlers
{
    internal static Outcome Apply(CaseDocument c, HandlersRequest r, Context x)
    {
        var check = new Check(x);
        IReadOnlyList<string> ids = [.. r.PersonIds.Distinct()];
        check.People("person_ids", ids);
        foreach (var id in ids)
        {
            check.Require(!c.ImplicatedIds.Contains(id), "implicated", "この事案の関係者とされている人は、担当者にできません。", field: "person_ids");
        }

        check.Require(!c.Restricted || ids.Count > 0, "last_responder", "閲覧を限定した事案には、担当者が一人以上必要です。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(c with { HandlerIds = ids }, x,
                x.Line("handlers_named", "担当者：" + (ids.Count == 0 ? "なし" : string.Join("、", ids.Select(x.Town.NameOrId)))));
    }
}
