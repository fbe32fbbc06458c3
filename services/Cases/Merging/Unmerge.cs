using Csirt.Cases.Assessments;
using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Workflow;

namespace Csirt.Cases.Merging;

/// <summary>
/// A person takes a merge back: the merged case goes to triage again, the surviving one gives back what it took, unless a
/// person has changed it since.
/// </summary>
internal static class Unmerge
{
    internal static (Outcome Merged, Outcome Surviving) Apply(CaseDocument merged, CaseDocument surviving, string reason, DutiesHeld duties, Context x)
    {
        var check = new Check(x);
        var why = check.Text("reason", reason);
        if (check.Failed)
        {
            return (check.Refusal, check.Refusal);
        }

        var (moved, line, objections) = MoveCase.Step(merged, Trigger.Unmerge, why, FactsOfCase.Read(merged, duties, reasonGiven: true), x);
        if (objections.Count > 0)
        {
            return (Outcome.Refused(objections), Outcome.Refused(objections));
        }

        return (
            Outcome.Changed(moved with { MergedInto = null }, x, line! with { Code = "unmerged" }),
            Outcome.Changed(GiveBack(surviving, merged, x), x, x.Line("absorption_undone", $"{merged.Number} の統合を取消し（理由：{why}）")));
    }

    private static CaseDocument GiveBack(CaseDocument c, CaseDocument merged, Context x)
    {
        if (c.Absorbed.FirstOrDefault(a => a.Id == merged.Id) is not { } absorbed)
        {
            return c;
        }

        var facts = StrongerFacts.Part(c, merged.Id, x);
        var knownIsTheirs = absorbed.KnownUntilThen is not null && c.Times.Known == merged.Times.Known;
        return c with
        {
            Absorbed = [.. c.Absorbed.Where(a => a.Id != merged.Id)],
            Times = knownIsTheirs ? CorrectTimes.Correct(c.Times, absorbed.KnownUntilThen!.Value, $"{merged.Number} の統合の取消しによる", x) : c.Times,
            Systems = [.. c.Systems.Where(s => !absorbed.SystemsBrought.Contains(s.SystemId) || Touched(c, s.SystemId))],
            Facts = facts.Facts,
            FactsKnown = facts.Known,
            FactChanges = [.. c.FactChanges, .. facts.Changes],
        };
    }

    // A system on which something was done here since stays.
    private static bool Touched(CaseDocument c, string systemId) =>
        c.Measures.Any(m => m.SystemId == systemId)
        || c.Instructions.Any(i => i.SystemId == systemId)
        || c.Systems.Any(s => s.SystemId == systemId && (s.ContainedAt is not null || s.RestoredAt is not null || s.Note is not null));
}
