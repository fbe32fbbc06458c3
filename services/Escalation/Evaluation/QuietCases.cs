using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Working;

namespace Csirt.Escalation.Evaluation;

/// <summary>
/// A case in which nothing is done rings: first whoever looks after it, then also the leader, again and again until something is
/// recorded. After a standstill only the latest ring is told.
/// </summary>
internal sealed class QuietCases(EvaluationInput input, CaseView view, MailQueue queue)
{
    private const string Service = "service:";
    private const string RuleId = "quiet";

    /// <summary>When somebody last did something: to the case, to a duty, or by a tap.</summary>
    public static DateTimeOffset LastActivity(CaseDesk desk) => desk.Duties
        .SelectMany(duty => duty.History)
        .Where(entry => entry.By?.StartsWith(Service, StringComparison.Ordinal) == false)
        .Select(entry => entry.At)
        .Concat(desk.State.Taps.Select(tap => tap.At))
        .Append(desk.Case.ChangedAt)
        .Max();

    /// <summary>When it rings next (UTC); null where it doesn't.</summary>
    public static DateTimeOffset? NextRing(EvaluationInput input) =>
        PeriodOf(input) is { } period && input.LastActivityAt is { } last ? last + (period * (Rings(input, last, period) + 1)) : null;

    public void Add()
    {
        if (PeriodOf(input) is not { } period || input.LastActivityAt is not { } last)
        {
            return;
        }

        var rings = Rings(input, last, period);
        queue.LookAgain(last + (period * (rings + 1)));
        if (rings > 0)
        {
            Ring(last, rings, last + (period * rings));
        }
    }

    private static TimeSpan? PeriodOf(EvaluationInput input) => input.Case.Stage switch
    {
        CaseStage.Resolved or CaseStage.Closed or CaseStage.NotIncident or CaseStage.Merged => null,
        CaseStage.PreventionImplementing => input.Book.Town.Quiet.InPrevention,
        _ => input.Book.Town.Quiet.Of(input.Case.Severity),
    };

    private static long Rings(EvaluationInput input, DateTimeOffset last, TimeSpan period) => input.Now < last ? 0 : (input.Now - last).Ticks / period.Ticks;

    private void Ring(DateTimeOffset last, long rings, DateTimeOffset due)
    {
        var rule = new Rule
        {
            Id = RuleId,
            Pack = "municipality",
            Title = "動きのない事案",
            Basis = "町ポリシー5.3(3)",
            Label = Label.Town,
            Confidence = Confidence.Source,
            Place = default,
            Action = new JudgeAction { DecidedBy = input.Book.Town.Quiet.Owners, Question = "", First = First.None },
        };
        var handlers = input.Case.HandlerIds.Except(input.Case.ImplicatedIds).ToArray();
        IReadOnlyList<Role> owners = handlers.Length > 0 ? [] : input.Book.Town.Quiet.Owners.Take(1).ToArray();
        queue.Add(new Notice
        {
            Rule = rule,
            Roles = rings == 1 ? owners : [.. owners, .. input.Book.Town.Quiet.Leaders],
            PersonIds = handlers,
            Occasion = $"quiet:{last.ToUnixTimeMilliseconds()}:{rings}",
            Text = RuleId,
            Weight = Weight.Information,
            HandlersOnly = true,
            DueAt = due,
            Values = new TextValues(view)
            {
                Rule = rule,
                Questions = $"最後の記録：{JapaneseText.Moment(last)}。それから{(long)(due - last).TotalHours}時間、何も記録されていません。",
            },
        });
    }
}
