using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Access;

/// <summary>A case is seen by its handlers alone, or by everyone again who may by role.</summary>
internal static class Restrict
{
    internal static Outcome Apply(CaseDocument c, RestrictRequest r, Context x)
    {
        var check = new Check(x);
        var reason = check.Text("reason", r.Reason);
        check.Require(c.Restricted != r.Restricted, r.Restricted ? "already_restricted" : "not_restricted", r.Restricted ? "すでに限定されています。" : "限定されていません。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        // Whoever restricts must not lock everyone out, themselves included: without handlers named, the default ones and the caller.
        IReadOnlyList<string> handlers = r.Restricted && c.HandlerIds.Count == 0
            ? [.. Responders.HandlersOf(c.ImplicatedIds, x.Town).Append(x.By).Distinct()]
            : c.HandlerIds;
        return Outcome.Changed(c with { Restricted = r.Restricted, HandlerIds = handlers }, x,
            x.Line(r.Restricted ? "restricted" : "restriction_lifted", $"{(r.Restricted ? "閲覧を担当者に限定" : "閲覧の限定を解除")}（理由：{reason}）"));
    }
}
