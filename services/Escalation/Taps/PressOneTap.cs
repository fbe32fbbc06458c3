using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Taps;

/// <summary>
/// POST /api/escalation/cases/{case}/taps/{rule}: the 管理者's one tap (policy 5.3(1)ウ, 5.3(2)ウ) and its like. Those named in the
/// rule are told at once; pressed twice, nobody is told twice.
/// </summary>
internal sealed class PressOneTap(Database<EscalationModule> database, CaseWork work, RuleBooks books, DirectoryCopies<EscalationModule> directories)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/cases/{caseId}/taps/{rule}", (string caseId, string rule, Caller caller, PressOneTap press, CancellationToken stop) => press.DoAsync(caseId, rule, caller, stop)).Requires(Act.ReadCase);

    public static IReadOnlyList<OneTap> All(CaseDesk desk, TownDirectory? directory, Caller caller, DateTimeOffset now)
    {
        var view = new CaseView(desk.Case, directory, now);
        return [.. desk.Book.Notifies.Where(rule => ((NotifyAction)rule.Action).OneTapBy.Count > 0 && (rule.When?.Evaluate(view).Holds ?? true)).Select(rule => View(rule, desk, caller))];
    }

    private Task<OneTap> DoAsync(string caseId, string ruleId, Caller caller, CancellationToken stop) =>
        database.WriteAsync(caller.Town, caller.Subject, async uow =>
        {
            var snapshot = await CaseCopies.DemandAsync(uow, caseId, caller, Act.ReadCase);
            var view = new CaseView(snapshot, directories.Find(caller.Town), uow.Now);
            var rule = books.For(caller.Town).Versions(ruleId)
                .FirstOrDefault(rule => rule.Action is NotifyAction { OneTapBy.Count: > 0 } && (rule.When?.Evaluate(view).Holds ?? true)) ?? throw Problem.NotFound("報告の操作");
            if (!MayPress(rule, snapshot, caller))
            {
                throw Problem.Forbidden();
            }

            var desk = await work.DoAsync(uow, snapshot, desk =>
            {
                if (desk.State.Taps.All(tap => tap.RuleId != ruleId))
                {
                    desk.State = desk.State with { Taps = [.. desk.State.Taps, new Tap(ruleId, caller.Subject, uow.Now)] };
                    uow.Audit("case.escalated", $"case/{caseId}", new { rule = ruleId });
                }
            });
            return View(rule, desk, caller);
        }, stop);

    private static OneTap View(Rule rule, CaseDesk desk, Caller caller)
    {
        var action = (NotifyAction)rule.Action;
        var pressed = desk.State.Taps.FirstOrDefault(tap => tap.RuleId == rule.Id);
        return new OneTap(
            rule.Id, action.OneTapTitle!, rule.Basis, action.To, action.OneTapBy, pressed?.By, pressed?.At,
            AlreadyTold: action.To.All(role => IsTold(desk, rule, action, role)),
            Allowed: pressed is null && MayPress(rule, desk.Case, caller));
    }

    private static bool IsTold(CaseDesk desk, Rule rule, NotifyAction action, Role role) =>
        action.SatisfiedBy.Append(rule.Id).Any(id => desk.State.Told.Any(key =>
            key.StartsWith($"{id}|{role}", StringComparison.Ordinal) && key.EndsWith("|at_once", StringComparison.Ordinal)));

    // Whoever may escalate the case may press the 管理者's button too: at night the 管理者 may be asleep.
    private static bool MayPress(Rule rule, CaseChanged @case, Caller caller)
    {
        var by = ((NotifyAction)rule.Action).OneTapBy;
        return CaseRoles.HoldsAny(caller, by, @case)
            || (by.Contains(Role.SectionManager) && AccessTable.Decide(caller, Act.EscalateCase, CaseScope.Of(@case)) == Verdict.Permitted);
    }
}
