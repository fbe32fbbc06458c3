using Csirt.Cases.Assessments;
using Csirt.Cases.Model;
using Csirt.Cases.Moves;
using Csirt.Cases.Systems;
using Csirt.Cases.Workflow;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Merging;

/// <summary>
/// A person merges a case into another one: the same event. The surviving case takes the earliest 知った and the stronger of
/// the two answers to each fact, so that no duty is lost; whatever it took is marked with the merged case and can be given back.
/// </summary>
internal static class Merge
{
    internal static (Outcome Merged, Outcome Surviving) Apply(CaseDocument source, CaseDocument target, string reason, DutiesHeld duties, Context x)
    {
        var check = new Check(x);
        var why = check.Text("reason", reason);
        Validate(source, target, check);
        if (check.Failed)
        {
            return (check.Refusal, check.Refusal);
        }

        var (moved, line, objections) = MoveCase.Step(source, Trigger.Merge, $"{target.Number} へ統合：{why}",
            FactsOfCase.Read(source, duties, reasonGiven: true, mergeTargetGiven: true), x);
        if (objections.Count > 0)
        {
            return (Outcome.Refused(objections), Outcome.Refused(objections));
        }

        return (
            Outcome.Changed(moved with { MergedInto = new CaseLink(target.Id, target.Number) }, x, line! with { Code = "merged" }),
            Outcome.Changed(Absorb(target, source, x), x, x.Line("absorbed", $"{source.Number} を統合（理由：{why}）")));
    }

    private static void Validate(CaseDocument source, CaseDocument target, Check check)
    {
        check.Require(source.Id != target.Id, "merge_into_itself", "同じ事案には統合できません。");
        check.Require(target.Stage is not (CaseStage.Merged or CaseStage.Closed or CaseStage.NotIncident), "merge_target_ended",
            $"統合先の事案は「{target.Stage.InJapanese()}」です。対応中の事案を選んでください。");
        check.Require(source.Drill == target.Drill, "drill_mismatch", "訓練と実際の事案は統合できません。");
        // Merging would show a restricted case's reports to all who see the other one.
        check.Require(!source.Restricted || target.Restricted, "restricted_into_open", "閲覧を限定した事案を、限定していない事案へは統合できません。先に統合先を限定してください。");
    }

    private static CaseDocument Absorb(CaseDocument target, CaseDocument source, Context x)
    {
        var earlier = Earlier(source.Times.Known, target.Times.Known);
        var systems = Concerns.Add(target.Systems, source.Systems.Select(s => s.SystemId), x.Town);
        var brought = systems.Skip(target.Systems.Count).Select(s => s.SystemId).ToList();
        var facts = StrongerFacts.Join(target, source, x);
        return target with
        {
            Absorbed = [.. target.Absorbed, new AbsorbedCase(source.Id, source.Number, earlier ? target.Times.Known : null, brought)],
            Times = earlier ? CorrectTimes.Correct(target.Times, source.Times.Known, $"{source.Number} の統合により、先に知った日時とする", x) : target.Times,
            Systems = systems,
            ImplicatedIds = [.. target.ImplicatedIds.Union(source.ImplicatedIds)],
            Facts = facts.Facts,
            FactsKnown = facts.Known,
            FactChanges = [.. target.FactChanges, .. facts.Changes],
        };
    }

    private static bool Earlier(FactTime candidate, FactTime present) =>
        candidate.EarliestMoment is { } moment && (present.EarliestMoment is not { } now || moment < now);
}
