using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Records;

/// <summary>Only the CISO and those the CISO named may inspect staff logs and mail; the nomination comes before the access (policy 7.2(2)).</summary>
internal static class NominateInspector
{
    internal static Outcome Apply(CaseDocument c, NominationRequest r, Context x)
    {
        if (!x.Holds(Role.Ciso))
        {
            return Objection.Forbidden("not_ciso", "ログ・メールを調査する者を指名できるのは、CISOだけです（7.2(2)）。");
        }

        var check = new Check(x).Workable(c);
        var (scope, purpose) = (check.Text("scope", r.Scope), check.Text("purpose", r.Purpose));
        check.Person("nominee_id", r.NomineeId);
        check.Require(!c.ImplicatedIds.Contains(r.NomineeId), "implicated", "この事案の関係者とされている人は指名できません。");
        check.Valid(r.Until is not { } until || until >= FactTime.At(x.Now).JapanDate, "until", "in_past", "期限は今日以降の日付にしてください。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var nomination = new Nomination(ItemIds.Next("N", c.Nominations.Count), r.NomineeId, scope, purpose, r.Until, x.By, x.Now, []);
        return Outcome.Changed(c with { Nominations = [.. c.Nominations, nomination] }, x,
            x.Line("inspector_nominated", $"ログ・メールの調査者を指名{nomination.Id}：{x.Town.NameOrId(r.NomineeId)}（範囲：{scope}、目的：{purpose}）"));
    }

    /// <summary>The nominee records what was inspected: never before the nomination, never after its end.</summary>
    internal static Outcome Inspect(CaseDocument c, string nominationId, LogInspectionRequest r, Context x)
    {
        if (c.Nominations.FirstOrDefault(n => n.Id == nominationId) is not { } nomination)
        {
            return Objection.NotFound("unknown_nomination", "この事案にない指名です。");
        }

        if (nomination.NomineeId != x.By)
        {
            return Objection.Forbidden("not_nominee", "調査を記録できるのは、指名された本人だけです。");
        }

        var check = new Check(x).Recordable(c);
        var what = check.Text("what", r.What);
        var at = check.Time("at", r.At);
        check.Require(Within(nomination, at.At), "outside_nomination", "指名の前、または指名の期限を過ぎた調査です。CISOの指名を確認してください（7.2(2)）。");
        if (check.Failed)
        {
            return check.Refusal;
        }

        var inspected = nomination with { Inspections = [.. nomination.Inspections, new LogInspection(what, at.At, at.Late, x.Now)] };
        return Outcome.Changed(c with { Nominations = [.. c.Nominations.Select(n => n.Id == nominationId ? inspected : n)] }, x,
            new TimelineLine("logs_inspected", $"指名{nominationId}による調査：{what}", at.At, at.Late));
    }

    private static bool Within(Nomination n, FactTime at)
    {
        var started = at.Kind is FactTimeKind.Date ? at.JapanDate >= FactTime.At(n.At).JapanDate : at.EarliestMoment >= n.At;
        return started && (n.Until is not { } until || at.JapanDate <= until);
    }
}
