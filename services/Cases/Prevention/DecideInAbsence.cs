using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Prevention;

/// <summary>
/// 統括 decides on measures while the CISO is absent (policy 1(2)オ): the absence, the decision and the later report to the CISO
/// are on record. It covers these measures only, never the CISO's approval of prevention.
/// </summary>
internal static class DecideInAbsence
{
    internal static Outcome Apply(CaseDocument c, AbsenceDecisionRequest r, Context x)
    {
        if (!x.Holds(Role.ChiefSecurityOfficer))
        {
            return Objection.Forbidden("not_chief", "CISO不在時の判断を記録できるのは、統括情報セキュリティ責任者だけです。");
        }

        var check = new Check(x).Recordable(c);
        var (absence, decision) = (check.Text("absence", r.Absence), check.Text("decision", r.Decision));
        var at = check.Time("decided_at", r.DecidedAt);
        if (check.Failed)
        {
            return check.Refusal;
        }

        var entry = new AbsenceDecision
        {
            Id = ItemIds.Next("A", c.AbsenceDecisions.Count),
            Absence = absence,
            Decision = decision,
            DecidedBy = x.By,
            DecidedAt = at.At,
            Late = at.Late,
        };
        return Outcome.Changed(c with { AbsenceDecisions = [.. c.AbsenceDecisions, entry] }, x,
            new TimelineLine("decided_in_absence", $"CISO不在時の統括の判断{entry.Id}：{decision}（不在の状況：{absence}）", at.At, at.Late));
    }

    /// <summary>The CISO was told of it.</summary>
    internal static Outcome Report(CaseDocument c, string decisionId, AbsenceReportRequest r, Context x)
    {
        if (c.AbsenceDecisions.FirstOrDefault(a => a.Id == decisionId) is not { } entry)
        {
            return Objection.NotFound("unknown_absence_decision", "この事案にない判断です。");
        }

        var check = new Check(x).Recordable(c);
        var how = check.Text("how", r.How, Check.ShortLimit);
        var at = check.Time("at", r.At);
        check.Require(entry.ReportedAt is null, "already_reported", "CISOへの報告は記録済みです。");
        return check.Failed
            ? check.Refusal
            : Outcome.Changed(
                c with { AbsenceDecisions = [.. c.AbsenceDecisions.Select(a => a.Id == decisionId ? a with { ReportedAt = at.At, ReportedHow = how } : a)] }, x,
                new TimelineLine("absence_reported", $"不在時の判断{decisionId}をCISOに報告（{how}）", at.At, at.Late));
    }
}
