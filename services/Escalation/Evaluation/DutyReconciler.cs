using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Evaluation;

/// <summary>
/// Compares what the facts want with what is kept. Nothing is overwritten: a duty is added, re-dated with both dates, or
/// proposed for withdrawal, and a person decides.
/// </summary>
internal sealed class DutyReconciler(CaseView view, IReadOnlyList<GroundDecision> decisions)
{
    public IReadOnlyList<DutyPlan> Reconcile(IReadOnlyList<WantedDuty> wanted, IReadOnlyList<KnownDuty> kept, Func<string, Rules.Rule> ruleOf)
    {
        var plans = new List<DutyPlan>();
        foreach (var duty in wanted)
        {
            var generations = kept.Where(known => known.Standing is null && known.RuleId == duty.Rule.Id && known.Clock == duty.Clock).OrderBy(known => known.Generation).ToArray();
            var last = generations.LastOrDefault();
            plans.AddRange(generations.Where(known => known != last).Select(known => Kept(known, ruleOf(known.RuleId))));
            if (last is null)
            {
                plans.Add(Added(duty, 1));
            }
            else if (last.State == DutyLife.Withdrawn)
            {
                plans.Add(Kept(last, ruleOf(last.RuleId)));
                plans.AddRange(Outgrown(duty, last) ? [Added(duty, last.Generation + 1)] : []);
            }
            else
            {
                plans.Add(Compared(duty, last));
            }
        }

        var covered = plans.Select(plan => plan.Id).ToHashSet();
        plans.AddRange(kept.Where(known => !covered.Contains(known.Id)).Select(known => Unwanted(known, ruleOf(known.RuleId))));
        return plans;
    }

    private DutyPlan Added(WantedDuty duty, int generation) => new()
    {
        Id = StableId.Of("duty", view.Case.CaseId, duty.Rule.Id, duty.Clock, generation.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Rule = duty.Rule,
        Clock = duty.Clock,
        Generation = generation,
        Change = DutyChange.Added,
        State = duty.Provisional ? DutyLife.Provisional : DutyLife.Open,
        Trigger = duty.Trigger,
        Target = duty.Target,
        Limit = duty.Limit,
        Grounds = duty.Grounds,
    };

    private static DutyPlan Kept(KnownDuty known, Rules.Rule rule) => new()
    {
        Id = known.Id,
        Rule = rule,
        Clock = known.Clock,
        Generation = known.Generation,
        Change = DutyChange.Unchanged,
        State = known.State,
        Trigger = known.Trigger,
        Target = known.Target,
        Limit = known.Limit,
        Grounds = known.Grounds,
        Known = known,
    };

    private DutyPlan Compared(WantedDuty duty, KnownDuty known)
    {
        var grounds = Grounds(duty, known);
        var kept = Kept(known, duty.Rule) with { Grounds = grounds };
        if (known.Filed && grounds.Any(ground => IsNewDuty(ground, known)))
        {
            return kept with { Change = DutyChange.SupplementNeeded, State = DutyLife.SupplementOpen, Why = "提出の後に、該当する号が加わりました。" };
        }

        if (known.Ended)
        {
            return kept with { Grounds = known.Grounds };
        }

        var confirmed = known.State == DutyLife.Provisional && !duty.Provisional;
        kept = confirmed ? kept with { State = DutyLife.Open, Change = DutyChange.Confirmed, Why = "義務があると判断されました。" } : kept;
        if (Shortens(duty, known))
        {
            return duty.Limit == known.RefusedLimit ? kept : kept with
            {
                Change = duty.Limit == known.ProposedLimit ? kept.Change : DutyChange.RedateProposed,
                ProposedLimit = duty.Limit,
                Why = "期限を延ばす号（不正の目的）が無くなりました。早い方の期限に戻すかどうかを判断してください。",
            };
        }

        if (known.Trigger != duty.Trigger || known.Limit != duty.Limit || known.Target != duty.Target)
        {
            return kept with
            {
                Change = confirmed ? DutyChange.Confirmed : DutyChange.Redated,
                Trigger = duty.Trigger,
                Target = duty.Target,
                Limit = duty.Limit,
                Why = WhyRedated(duty, known),
            };
        }

        return confirmed || SameGrounds(grounds, known.Grounds) ? kept : kept with { Change = DutyChange.GroundsChanged };
    }

    // Grounds that carried the duty and no longer do stay in sight until a person lets them go.
    private List<PlannedGround> Grounds(WantedDuty duty, KnownDuty known)
    {
        var grounds = duty.Grounds.ToList();
        foreach (var before in known.Grounds.Where(before => before.Status != GroundStatus.Provisional))
        {
            var at = grounds.FindIndex(ground => ground.Id == before.Id);
            if (at >= 0 && grounds[at].Status == GroundStatus.Duty)
            {
                continue;
            }

            if (!DecidedAway(before, duty.Rule))
            {
                grounds.RemoveAll(ground => ground.Id == before.Id);
                grounds.Add(before with { Status = GroundStatus.WithdrawalProposed });
            }
        }

        return grounds;
    }

    // Only while the facts say what they said when it was decided.
    private bool DecidedAway(PlannedGround ground, Rules.Rule rule) =>
        decisions.LastOrDefault(made => made.Scope == GroundFindings.ScopeOf(rule) && made.GroundId == ground.Id) is { Applies: false } decision
        && decision.Seen == GroundFindings.TruthOf(rule, ground.Id, view);

    private DutyPlan Unwanted(KnownDuty known, Rules.Rule rule)
    {
        if (known.Standing is { } standing)
        {
            return Kept(known, standing);
        }

        if (known.Ended || known.Kept)
        {
            return Kept(known, rule) with { Kept = known.Kept };
        }

        var decided = known.Grounds.Count > 0 && known.Grounds.All(ground => DecidedAway(ground, rule));
        return Kept(known, rule) with
        {
            Change = decided ? DutyChange.WithdrawalDecided : known.WithdrawalProposed ? DutyChange.Unchanged : DutyChange.WithdrawalProposed,
            WithdrawalProposed = !decided,
            State = decided ? DutyLife.Withdrawn : known.State,
            Why = decided ? "該当する号が無いと判断されました。" : view.Case.Stage == CaseStage.Merged ? "事案がほかの事案に統合されました。" : "事実が変わり、該当する号が無くなりました。",
        };
    }

    private static bool IsNewDuty(PlannedGround ground, KnownDuty known) =>
        ground.Status == GroundStatus.Duty && known.Grounds.All(before => before.Id != ground.Id || before.Status == GroundStatus.Provisional);

    // Withdrawn by a person on these facts; only facts that say more bring it back.
    private static bool Outgrown(WantedDuty duty, KnownDuty withdrawn) =>
        duty.Grounds.Any(ground => withdrawn.Grounds.All(before => before.Id != ground.Id || before.Truth < ground.Truth));

    private static bool Shortens(WantedDuty duty, KnownDuty known) =>
        duty.Trigger == known.Trigger && duty.Limit?.Days < known.Limit?.Days;

    private static string WhyRedated(WantedDuty duty, KnownDuty known)
    {
        if (known.Trigger != duty.Trigger)
        {
            return $"知った日が{JapaneseText.FullDay(known.Trigger)}から{JapaneseText.FullDay(duty.Trigger)}に訂正されました。";
        }

        return duty.Limit?.Days > known.Limit?.Days
            ? $"不正の目的によるおそれがあるため、期限が{known.Limit?.Days}日から{duty.Limit?.Days}日になりました。"
            : "期限を計算し直しました。";
    }

    private static bool SameGrounds(List<PlannedGround> one, IReadOnlyList<PlannedGround> other) =>
        one.Count == other.Count && one.All(ground => other.Any(same => same.Id == ground.Id && same.Status == ground.Status && same.Truth == ground.Truth));
}
