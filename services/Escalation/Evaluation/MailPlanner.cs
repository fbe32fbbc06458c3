using Csirt.Contracts.Values;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>What comes out: mails not asked for before, and when something comes up next.</summary>
internal sealed record MailPlan(IReadOnlyList<PlannedMail> Mails, DateTimeOffset? NextLook, bool Unresolved);

/// <summary>
/// Works out who is to be told what by now, leaves out what was told before, and merges what is left into one mail per person.
/// Everything whose time has come is told, however late this runs; what comes later is a time to look again.
/// </summary>
internal sealed class MailPlanner(EvaluationInput input, CaseView view, Deadlines deadlines, ICollection<string> problems)
{
    private readonly MailQueue _queue = new(input, view, problems);

    public MailPlan Plan(IReadOnlyList<DutyPlan> duties, IReadOnlyList<PlannedJudgement> judgements, UnaskedTask? unasked)
    {
        if (input.Case.Stage != CaseStage.Merged)
        {
            Notifications();
            new DutyMails(input, view, _queue).Add(duties);
            Judgements(judgements);
            Unasked(unasked);
            new QuietCases(input, view, _queue).Add();
        }

        return new MailPlan(_queue.Merged(), _queue.NextLook, _queue.Unresolved);
    }

    private void Notifications()
    {
        if (input.Case.Stage is CaseStage.NotIncident or CaseStage.Closed)
        {
            return;
        }

        var day = Calendar.JapanTime.DayOf(input.Case.OpenedAt);
        var inForce = input.Book.Notifies.Where(rule => rule.AppliesOn(day)).ToArray();
        Instructions(inForce.Where(rule => ((NotifyAction)rule.Action).ToAddressees));
        var rules = inForce.Where(rule => !((NotifyAction)rule.Action).ToAddressees).Select(rule => new Due(rule, (NotifyAction)rule.Action, rule.When?.Evaluate(view).Holds ?? true)).ToArray();
        foreach (var due in rules.Where(IsAtOnce))
        {
            _queue.Add(Notice(due, MailKey.AtOnce(due.Action, input.Case)));
        }

        // Only now is it known whom another rule tells at once anyway.
        foreach (var due in rules.Where(due => due.Holds && !IsAtOnce(due)))
        {
            Later(due);
        }
    }

    // Whom the CSIRT instructed is told, and again when the answer is late (policy 5.3(3)ウ).
    private void Instructions(IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var instruction in input.Case.Instructions.Where(instruction => instruction.State == "open"))
            {
                var due = instruction.DueAt is { } at ? new Contracts.Http.Escalation.Deadline(Calendar.JapanTime.DayOf(at), at, Contracts.Http.Escalation.RuleLabel.Town, null, false) : null;
                var told = Notice(new Due(rule, (NotifyAction)rule.Action, true), $"instruction:{instruction.Id}") with
                {
                    Seats = [_queue.SeatOf(instruction)],
                    Values = new TextValues(view) { Rule = rule, Deadline = due },
                };
                _queue.Add(told);
                if (due is not null)
                {
                    _queue.AddAt(due.At, told with { Occasion = $"instruction-late:{instruction.Id}" }, unlessNew: told.Occasion);
                }
            }
        }
    }

    private bool IsAtOnce(Due due) =>
        input.Taps.Any(tap => tap.RuleId == due.Rule.Id)
        || (due.Holds && (due.Action.First == First.AtOnce || due.Action.AtOnceWhen?.Evaluate(view).Holds == true));

    private void Later(Due due)
    {
        var latest = due.Action.AtLatestUnless?.Evaluate(view).Holds == true ? null : deadlines.Of(due.Action.AtLatest, view.KnownDay);
        var passed = latest?.At <= input.Now;
        if (passed)
        {
            _queue.Add(Notice(due, MailKey.AtOnce(due.Action, input.Case)) with { DueAt = latest!.At });
        }
        else if (due.Action.First == First.Digest)
        {
            _queue.Add(Notice(due, MailKey.Digest(due.Action, input.Case)) with { Digest = true });
        }

        if (latest is not null && !passed)
        {
            _queue.LookAgain(latest.At);
        }
    }

    private Notice Notice(Due due, string occasion) => new()
    {
        Rule = due.Rule,
        Roles = due.Action.To,
        Occasion = occasion,
        EvenIfAbsent = due.Action.EvenIfAbsent,
        ToldBy = due.Action.TwoPeople ? due.Action.OnBehalfOf : null,
        SatisfiedBy = due.Action.SatisfiedBy,
        NeedsAcknowledgement = due.Action.NeedsAcknowledgement,
        AcknowledgeBy = AcknowledgeBy(due.Action.AcknowledgeWithin),
        Weight = due.Action.Urgent ? Weight.Urgent : due.Action.NeedsAcknowledgement ? Weight.Answer : Weight.Information,
        Text = due.Action.Text,
        Values = new TextValues(view) { Rule = due.Rule, Behalf = due.Action.OnBehalfOf },
    };

    private DateTimeOffset? AcknowledgeBy(Period? within) => deadlines.Of(within, view.KnownDay)?.At is not { } at ? null
        : at > input.Now ? at
        : within!.Hours is { } hours ? input.Now.AddHours(hours) : input.Now.AddDays(within.Days!.Value);

    private void Judgements(IReadOnlyList<PlannedJudgement> judgements)
    {
        foreach (var judgement in judgements.Where(open => !input.Answered.Contains(open.Id)))
        {
            var notice = new Notice
            {
                Rule = judgement.Rule,
                Roles = [judgement.DecidedBy[0]],
                Occasion = $"judge:{judgement.Id}",
                Text = judgement.Rule.Action is JudgeAction ? "judge" : "no-rule",
                Weight = Weight.Duty,
                HandlersOnly = true,
                Values = new TextValues(view) { Rule = judgement.Rule, Target = judgement.Target, Questions = judgement.Question, Because = judgement.Because },
            };
            if (judgement.First != First.None)
            {
                _queue.Add(notice with { Digest = judgement.First == First.Digest });
            }

            if (judgement.Target is { } target)
            {
                _queue.AddAt(Ring(target.LastDay), notice with { Occasion = $"judge-ring:{judgement.Id}" }, unlessNew: notice.Occasion);
            }
        }
    }

    private void Unasked(UnaskedTask? task)
    {
        if (task?.Target is not { } target)
        {
            return;
        }

        var rule = new Rule
        {
            Id = "unasked",
            Pack = "municipality",
            Title = "確認すること",
            Basis = "町ポリシー5.3(3)ア",
            Label = Label.Town,
            Confidence = Confidence.Source,
            Place = default,
            Action = new JudgeAction { DecidedBy = task.DecidedBy, Question = "", First = First.None },
        };
        var questions = string.Join(Environment.NewLine, task.Facts.Select(fact => $"・{JapaneseText.Question(fact)}"));
        _queue.AddAt(Ring(target.LastDay), new Notice
        {
            Rule = rule,
            Roles = [task.DecidedBy[0]],
            Occasion = $"unasked:{target.LastDay:yyyyMMdd}",
            Text = "unasked",
            Weight = Weight.Duty,
            HandlersOnly = true,
            Values = new TextValues(view) { Rule = rule, Target = target, Questions = questions },
        });
    }

    private DateTimeOffset Ring(DateOnly day) => Calendar.JapanTime.At(day, input.Book.Town.RingAt);

    private sealed record Due(Rule Rule, NotifyAction Action, bool Holds);
}

/// <summary>How it is remembered who was told what: rule, seat and occasion.</summary>
internal static class MailKey
{
    public static string Of(string ruleId, string seat, string occasion) => $"{ruleId}|{seat}|{occasion}";

    public static string AtOnce(NotifyAction action, Contracts.Messages.CaseChanged @case) => action.EveryTime ? $"v{@case.Version}" : "at_once";

    public static string Digest(NotifyAction action, Contracts.Messages.CaseChanged @case) => action.EveryTime ? $"v{@case.Version}" : "digest";
}

/// <summary>What leads a mail that says several things.</summary>
internal enum Weight
{
    Urgent,
    Answer,
    Duty,
    Information,
}

/// <summary>Something to be told to the holders of some roles.</summary>
internal sealed record Notice
{
    public required Rule Rule { get; init; }

    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Seats told instead of those of <see cref="Roles"/>; null: these.</summary>
    public IReadOnlyList<Seat>? Seats { get; init; }

    public required string Occasion { get; init; }

    public required string Text { get; init; }

    public required TextValues Values { get; init; }

    public IReadOnlyList<string> SatisfiedBy { get; init; } = [];

    public bool EvenIfAbsent { get; init; }

    /// <summary>Role in whose stead it is told, where the policy wants two people: whoever holds both hears it, and so does someone else.</summary>
    public Role? ToldBy { get; init; }

    /// <summary>Persons besides the holders of the roles.</summary>
    public IReadOnlyList<string> PersonIds { get; init; } = [];

    /// <summary>When it was due (UTC), where it has a time: a late one says so.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Work on the case: of a restricted one it goes to its handlers alone, to 統括 where none of these is one.</summary>
    public bool HandlersOnly { get; init; }

    public bool Digest { get; init; }

    public bool NeedsAcknowledgement { get; init; }

    public DateTimeOffset? AcknowledgeBy { get; init; }

    public required Weight Weight { get; init; }

    /// <summary>Only remembered as told: what it says stands in another part of the same mail.</summary>
    public bool Silent { get; init; }
}
