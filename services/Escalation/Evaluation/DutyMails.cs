using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;

namespace Csirt.Escalation.Evaluation;

/// <summary>Mails about duties: that they are there, what is to be decided, reminders, and limits that passed.</summary>
internal sealed class DutyMails(EvaluationInput input, CaseView view, MailQueue queue)
{
    public void Add(IReadOnlyList<DutyPlan> duties)
    {
        foreach (var plan in duties.Where(plan => !plan.Ended))
        {
            Groups(plan);
        }

        foreach (var plan in duties.Where(plan => !plan.Ended && plan.Known?.Filed != true))
        {
            if (plan.Known?.LookAgainOn is { } day && JapanTime.StartOf(day) > input.Now)
            {
                queue.LookAgain(Ring(day));
            }
            else if (plan.State == DutyLife.Provisional)
            {
                Provisional(plan);
            }
            else
            {
                Open(plan);
            }
        }
    }

    private void Groups(DutyPlan plan)
    {
        foreach (var day in plan.Known?.GroupsLookAgain ?? [])
        {
            queue.AddAt(Ring(day), Notice(plan, $"group:{plan.Id}:{day:yyyyMMdd}", "duty-look-again", Responsible(plan)));
        }
    }

    private void Provisional(DutyPlan plan)
    {
        var notice = Notice(plan, $"provisional:{plan.Id}", "duty-provisional", [input.Book.Town.ProvisionalDecidedBy[0]]);
        queue.Add(notice);
        foreach (var day in input.Book.Town.ProvisionalRingsOn)
        {
            queue.AddAt(Ring(DayCount.LastDay(plan.Trigger, day)), notice with { Occasion = $"ring:{plan.Id}:{day}" }, unlessNew: notice.Occasion);
        }

        Overdue(plan);
    }

    private void Open(DutyPlan plan)
    {
        var first = Notice(plan, $"open:{plan.Id}", "duty-open", Responsible(plan));
        queue.Add(first);
        if (plan.Change == DutyChange.Redated)
        {
            queue.Add(first with { Occasion = $"redated:{plan.Id}:{plan.Limit?.LastDay:yyyyMMdd}" });
        }

        var remind = Notice(plan, "", "duty-remind", Responsible(plan));
        foreach (var (name, at) in Reminders(plan))
        {
            queue.AddAt(at, remind with { Occasion = $"remind:{plan.Id}:{name}" }, unlessNew: first.Occasion);
        }

        Overdue(plan);
    }

    private IEnumerable<(string Name, DateTimeOffset At)> Reminders(DutyPlan plan)
    {
        foreach (var reminder in plan.Action.Reminders)
        {
            if (reminder.OnDay is { } day)
            {
                yield return ($"day{day}", Ring(DayCount.LastDay(plan.Trigger, day)));
            }
            else if (reminder.DaysBefore is { } before && plan.Limit is { } limit)
            {
                yield return ($"before{before}", Ring(limit.LastDay.AddDays(-before)));
            }
        }

        // A target in days has passed at midnight; it rings in the morning.
        if (plan.Target is { } target)
        {
            yield return ("target", target.Days is null ? target.At : Ring(target.LastDay.AddDays(1)));
        }

        if (plan.Known?.LookAgainOn is { } look)
        {
            yield return ($"look{look:yyyyMMdd}", Ring(look));
        }
    }

    private void Overdue(DutyPlan plan)
    {
        if (plan.Limit is { } limit)
        {
            var roles = plan.Action.PreparedBy.Concat(plan.Action.ApprovedBy).Concat(input.Book.Town.OverdueTo).Distinct().ToArray();
            var text = plan.State == DutyLife.Provisional ? "duty-provisional" : "duty-overdue";
            var notice = Notice(plan, $"overdue:{plan.Id}:{limit.LastDay:yyyyMMdd}", text, roles) with
            {
                Weight = Weight.Urgent,
                NeedsAcknowledgement = true,
                AcknowledgeBy = input.Now.AddHours(input.Book.Town.OverdueAcknowledgeHours),
            };
            queue.AddAt(limit.At, notice);
        }
    }

    private static Role[] Responsible(DutyPlan plan) => [.. plan.Action.PreparedBy.Take(1).Concat(plan.Action.ApprovedBy.Take(1)).Distinct()];

    private Notice Notice(DutyPlan plan, string occasion, string text, IReadOnlyList<Role> roles) => new()
    {
        Rule = plan.Rule,
        Roles = roles,
        Occasion = occasion,
        Text = text,
        Weight = Weight.Duty,
        HandlersOnly = true,
        Values = new TextValues(view)
        {
            Rule = plan.Rule,
            Deadline = plan.Limit ?? plan.Target,
            Target = plan.Target,
            Grounds = plan.Grounds,
            Because = [.. plan.Grounds.SelectMany(ground => ground.Because).DistinctBy(fact => fact.Name)],
        },
    };

    private DateTimeOffset Ring(DateOnly day) => JapanTime.At(day, input.Book.Town.RingAt);
}
