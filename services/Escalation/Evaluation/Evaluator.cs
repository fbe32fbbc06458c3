using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>From a case, the directory and the packs to the wanted set: duties, mails, judgements, and when to look again.</summary>
internal static class Evaluator
{
    public static Evaluation Evaluate(EvaluationInput input)
    {
        var problems = new List<string>();
        var view = new CaseView(input.Case, input.Directory, input.Now);
        var deadlines = new Deadlines(view, input.Calendar, input.Duties, problems);
        var merged = input.Case.Stage == CaseStage.Merged;
        var ask = new HashSet<string>();
        var duties = new List<DutyPlan>();
        var judgements = new List<PlannedJudgement>();
        var planner = new DutyPlanner(view, deadlines, input.Now);
        var wanted = new List<WantedDuty>();
        foreach (var ruleId in merged ? [] : input.Book.DutyIds)
        {
            if (input.Book.InForce(ruleId, view.KnownDay) is { } rule)
            {
                var findings = GroundFindings.Of(rule, view, input.Decisions);
                ask.UnionWith(findings.Ask);
                wanted.AddRange(planner.Plan(rule, findings, [.. input.Duties.Where(duty => duty.RuleId == ruleId && duty.Standing is null)]));
            }
            else if (NoRuleInForce(input, view, ruleId) is { } judgement)
            {
                judgements.Add(judgement);
            }
        }

        duties.AddRange(new DutyReconciler(view, input.Decisions).Reconcile(wanted, input.Duties, RuleOf(input.Book, view)).Select(plan => Satisfied(plan, view)));
        if (!merged)
        {
            judgements.AddRange(Judgements(input, view, deadlines, ask));
        }

        NoteAssumptions(view, duties, problems);
        NoteMissingHolidays(duties, problems);
        var unasked = Unasked(input, deadlines, view, ask);
        var mails = new MailPlanner(input, view, deadlines, problems).Plan(duties, judgements, unasked);
        return new Evaluation
        {
            Duties = duties,
            Judgements = judgements,
            Unasked = unasked,
            Mails = mails.Mails,
            NextLook = mails.NextLook,
            Unresolved = mails.Unresolved,
            Problems = [.. problems.Distinct()],
        };
    }

    /// <summary>Id of a rule's judgement in a case.</summary>
    public static string JudgementId(string caseId, string ruleId) => StableId.Of("judgement", caseId, ruleId);

    private static IEnumerable<PlannedJudgement> Judgements(EvaluationInput input, CaseView view, Deadlines deadlines, HashSet<string> ask)
    {
        var today = Calendar.JapanTime.DayOf(input.Case.OpenedAt);
        foreach (var rule in input.Book.Judges.Where(rule => rule.AppliesOn(today)))
        {
            var found = GroundFindings.Of(rule, view, []);
            ask.UnionWith(found.Ask);
            if (found.Duty is [var ground, ..])
            {
                var action = (JudgeAction)rule.Action;
                yield return new PlannedJudgement(
                    JudgementId(input.Case.CaseId, rule.Id), rule, rule.Title, action.Question, action.DecidedBy, action.First,
                    deadlines.Of(action.Target, view.KnownDay), ground.Finding.Because);
            }
        }
    }

    // Known before the rule took effect: never silence, a person decides.
    private static PlannedJudgement? NoRuleInForce(EvaluationInput input, CaseView view, string ruleId)
    {
        var rule = input.Book.Versions(ruleId).OrderBy(version => version.EffectiveFrom).First();
        var found = GroundFindings.Of(rule, view, []);
        return found.Duty.Concat(found.Provisional).FirstOrDefault() is { } ground
            ? new PlannedJudgement(
                JudgementId(input.Case.CaseId, $"no-rule:{ruleId}"), rule, $"この日に適用される規則なし：{rule.Title}",
                $"知った日（{JapaneseText.FullDay(view.KnownDay)}）に適用される規則がありません。{rule.Title}の要否を判断してください。",
                input.Book.Town.ProvisionalDecidedBy, First.AtOnce, null, ground.Finding.Because)
            : null;
    }

    private static UnaskedTask? Unasked(EvaluationInput input, Deadlines deadlines, CaseView view, HashSet<string> ask)
    {
        var open = input.Case.Stage is not (CaseStage.Merged or CaseStage.NotIncident or CaseStage.Closed);
        var known = Vocabulary.Facts.Keys.Concat(Vocabulary.Counts.Keys);
        var facts = known.Where(ask.Contains).ToArray();
        return open && facts.Length > 0
            ? new UnaskedTask(facts, input.Book.Town.UnaskedDecidedBy, deadlines.Of(input.Book.Town.UnaskedTarget, view.KnownDay))
            : null;
    }

    private static DutyPlan Satisfied(DutyPlan plan, CaseView view) =>
        plan.State is not (DutyLife.Accepted or DutyLife.Withdrawn) && plan.Action.DoneWhen?.Evaluate(view).Holds == true
            ? plan with { Change = DutyChange.Satisfied, State = DutyLife.Accepted, WithdrawalProposed = false, Why = "事案の記録により完了しました。" }
            : plan;

    private static void NoteAssumptions(CaseView view, List<DutyPlan> duties, List<string> problems)
    {
        if (view.KnownIsAssumed && duties.Count > 0)
        {
            problems.Add($"知った日が入力されていないため、受け付けた日（{JapaneseText.Day(view.KnownDay)}）から数えています。");
        }

        if (view.UnderAppi68 is null && duties.Any(duty => duty.Rule.Grounds is not null))
        {
            problems.Add("報告主体が決まっていないため、個人情報保護法68条の対象として扱っています。");
        }
    }

    // Also of duties that no rule works out anew (事後承認).
    private static void NoteMissingHolidays(List<DutyPlan> duties, List<string> problems)
    {
        foreach (var year in duties.Where(duty => !duty.Ended && duty.Limit?.HolidaysMissing == true).Select(duty => duty.Limit!.LastDay.Year).Distinct())
        {
            problems.Add(Calendar.HolidayYears.Say(year));
        }
    }

    // A duty outlives the rule it came from: the version that made it, else whichever is there.
    private static Func<string, Rule> RuleOf(RuleBook book, CaseView view) =>
        ruleId => book.InForce(ruleId, view.KnownDay) ?? book.Versions(ruleId).LastOrDefault() ?? RetiredRule.Of(ruleId);
}

/// <summary>Stands in for a rule that is no longer in the packs; the duty it made lives on.</summary>
internal static class RetiredRule
{
    public static Rule Of(string id) => new()
    {
        Id = id,
        Pack = "",
        Title = "（規則パックから無くなった規則）",
        Basis = "",
        Label = Label.Town,
        Confidence = Confidence.General,
        Place = default,
        Action = new DutyAction { Recipient = "other", PreparedBy = [Role.CsirtLeader], ApprovedBy = [Role.CsirtLeader, Role.ChiefSecurityOfficer] },
    };
}
