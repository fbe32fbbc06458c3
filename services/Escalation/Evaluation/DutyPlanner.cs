using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>
/// Works out which duties a rule makes, one per clock. A ground that was open from 知った on keeps that clock when it is answered
/// later: nobody gains days by asking late. A ground that came up later has a clock of its own.
/// </summary>
internal sealed class DutyPlanner(CaseView view, Deadlines deadlines, DateTimeOffset now)
{
    public IReadOnlyList<WantedDuty> Plan(Rule rule, GroundFindings findings, IReadOnlyList<KnownDuty> kept)
    {
        if (!findings.Any)
        {
            return [];
        }

        var action = (DutyAction)rule.Action;
        var longerId = action.Limit?.LongerGround;
        var clocks = AssignClocks(rule, findings, longerId, kept);
        var longer = longerId is not null && HoldsLonger(findings, longerId);
        return [.. clocks.SelectMany(clock => OfClock(rule, action, clock.Trigger, clock.Grounds, longer, kept))];
    }

    private List<(DateOnly Trigger, IReadOnlyList<PlannedGround> Grounds)> AssignClocks(Rule rule, GroundFindings findings, string? longerId, IReadOnlyList<KnownDuty> kept)
    {
        var fromKnown = kept.Where(duty => duty.Clock == Clock.Known && duty.State != DutyLife.Withdrawn)
            .SelectMany(duty => duty.Grounds).Select(ground => ground.Id).ToHashSet();
        var placed = findings.Duty
            .Select(found => (Ground: Planned(found, GroundStatus.Duty), Trigger: rule.Grounds is null || fromKnown.Contains(found.Id) ? view.KnownDay : found.Finding.Since ?? view.KnownDay))
            .ToList();

        // ③ makes it 60 days from the first 知った: it joins the first clock instead of starting one.
        var index = placed.FindIndex(ground => ground.Ground.Id == longerId);
        if (index >= 0 && placed.Count > 1)
        {
            var first = placed.Where((_, other) => other != index).Min(ground => ground.Trigger);
            placed[index] = placed[index] with { Trigger = first < placed[index].Trigger ? first : placed[index].Trigger };
        }

        var provisional = findings.Provisional.Select(found => (Ground: Planned(found, GroundStatus.Provisional), Trigger: view.KnownDay));
        return [.. placed.Concat(provisional).GroupBy(ground => ground.Trigger).OrderBy(clock => clock.Key)
            .Select(clock => (clock.Key, (IReadOnlyList<PlannedGround>)[.. clock.Select(ground => ground.Ground)]))];
    }

    private IEnumerable<WantedDuty> OfClock(Rule rule, DutyAction action, DateOnly trigger, IReadOnlyList<PlannedGround> grounds, bool longer, IReadOnlyList<KnownDuty> kept)
    {
        var clock = Clock.Of(trigger, view.KnownDay);
        var target = deadlines.Of(action.Target, trigger);
        if (!longer)
        {
            return [new WantedDuty(rule, clock, trigger, target, deadlines.Of(action.Limit, trigger), grounds)];
        }

        var extended = new WantedDuty(rule, clock, trigger, target, deadlines.Of(action.Limit, trigger, longer: true), grounds);
        var others = grounds.Where(ground => ground.Id != action.Limit!.LongerGround).ToArray();
        var shorter = new WantedDuty(rule, clock, trigger, target, deadlines.Of(action.Limit, trigger), others);
        return CameTooLate(shorter, grounds, action, kept) ? [shorter, extended with { Clock = Clock.Longer(clock) }] : [extended];
    }

    // The 30 days were over before ③ came up: what was missed stays missed.
    private bool CameTooLate(WantedDuty shorter, IReadOnlyList<PlannedGround> grounds, DutyAction action, IReadOnlyList<KnownDuty> kept)
    {
        if (shorter.Grounds.Count == 0)
        {
            return false;
        }

        var cause = grounds.FirstOrDefault(ground => ground.Id == action.Limit!.LongerGround);
        var known = kept.Where(duty => duty.Clock == shorter.Clock && !duty.Ended).ToArray();
        return cause?.Since > shorter.Limit!.LastDay
            || kept.Any(duty => duty.Clock == Clock.Longer(shorter.Clock) && duty.State != DutyLife.Withdrawn)
            || known.Any(duty => !duty.Filed && duty.Limit?.Days == action.Limit!.Days && duty.Limit?.At <= now);
    }

    private static bool HoldsLonger(GroundFindings findings, string longerId) =>
        findings.Duty.Any(ground => ground.Id == longerId) || findings.Provisional.Any(ground => ground.Id == longerId && ground.Own >= Truth.Suspected);

    private PlannedGround Planned(GroundFinding found, GroundStatus status) =>
        new(found.Id, found.Title, found.Basis, status, found.Finding.Truth, status == GroundStatus.Provisional ? view.KnownDay : found.Finding.Since ?? view.KnownDay, found.Finding.Because);
}
