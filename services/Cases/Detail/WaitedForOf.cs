using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Detail;

/// <summary>Who is waited for: first those whom the work itself waits for, then those whom the duties wait for.</summary>
internal static class WaitedForOf
{
    internal static IReadOnlyList<WaitedFor> Case(CaseDocument c, DutyCopy duties)
    {
        if (c.Stage is CaseStage.Closed or CaseStage.Merged)
        {
            return [];
        }

        return [.. Stage(c), .. c.Instructions.Where(i => i.Status is InstructionStatus.Open).Select(Instruction), .. Absences(c), .. Decisions(c, duties), .. Reports(c, duties)];
    }

    private static IEnumerable<WaitedFor> Stage(CaseDocument c)
    {
        var waited = c.Stage switch
        {
            CaseStage.Received => new WaitedFor("トリアージの開始", Role.CsirtMember, null, c.StageSince, null),
            CaseStage.Triage when c.Assessment.Incident is null or Answer.Unknown => new WaitedFor("インシデントかどうかの判断", Role.CsirtLeader, null, c.StageSince, null),
            CaseStage.PreventionAwaitingCiso => new WaitedFor("再発防止策の確認", Role.Ciso, null, c.StageSince, null),
            _ => null,
        };
        return waited is null ? [] : [waited];
    }

    private static WaitedFor Instruction(Instruction i) =>
        new($"指示{i.Id}への回答", i.Addressee, i.PersonId, i.GivenAt.EarliestMoment!.Value.ToUniversalTime(), i.DueAt);

    private static IEnumerable<WaitedFor> Absences(CaseDocument c) => c.AbsenceDecisions.Where(a => a.ReportedAt is null)
        .Select(a => new WaitedFor($"不在時の判断{a.Id}のCISOへの報告", Role.ChiefSecurityOfficer, null, a.DecidedAt.EarliestMoment!.Value.ToUniversalTime(), null));

    private static IEnumerable<WaitedFor> Decisions(CaseDocument c, DutyCopy duties) => duties.Open.Where(d => d.State == "provisional")
        .Select(d => new WaitedFor($"要判断：{d.Title}", Role.CsirtLeader, null, Since(c), d.TargetAt ?? d.DueAt));

    // While the work goes on it is the work that is waited for; once it is done (報告待ち), what is left of the reporting.
    private static IEnumerable<WaitedFor> Reports(CaseDocument c, DutyCopy duties)
    {
        if (c.Stage is not CaseStage.Resolved)
        {
            return [];
        }

        var reports = duties.Open.Where(d => d.State != "provisional").Select(d => new WaitedFor(d.State switch
        {
            "drafted" => $"承認：{d.Title}",
            "filed" => $"受理の確認：{d.Title}",
            "supplement_open" => $"追完：{d.Title}",
            _ => $"報告：{d.Title}",
        }, d.State == "drafted" ? Role.CsirtLeader : Role.CsirtLiaison, null, Since(c), d.TargetAt ?? d.DueAt));
        return c.Publication?.State is PublicationState.Published or PublicationState.Withhold
            ? reports
            : reports.Append(new WaitedFor("公表の判断", Role.CsirtLeader, null, c.StageSince, null));
    }

    private static DateTimeOffset Since(CaseDocument c) => (c.Times.Known.EarliestMoment ?? c.OpenedAt).ToUniversalTime();
}
