using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Rules;
using Csirt.UnitTests.Escalation.Calendar;

namespace Csirt.UnitTests.Escalation.Evaluation;

/// <summary>A case and its course: assessed, looked at again later, with what was kept in between.</summary>
internal sealed class Given
{
    private static readonly RuleBook BuiltIn = RuleBookLoader.LoadBuiltIn();

    private readonly List<KnownDuty> _kept = [];
    private readonly HashSet<string> _told = [];

    private Given(CaseChanged @case)
    {
        Case = @case;
        Now = @case.OpenedAt;
    }

    public CaseChanged Case { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public RuleBook Book { get; set; } = BuiltIn;

    public Csirt.Platform.Replicas.TownDirectory Directory { get; set; } = TestTown.Directory;

    public List<GroundDecision> Decisions { get; } = [];

    public List<Tap> Taps { get; } = [];

    public IReadOnlyList<KnownDuty> Kept => _kept;

    /// <summary>A report by staff of the welfare section, known and opened at the given time in Japan.</summary>
    public static Given Report(string known, Func<CaseChanged, CaseChanged>? change = null)
    {
        var time = Time(known);
        var opened = time.Kind == FactTimeKind.Date ? JapanTime.At(time.JapanDate!.Value, new TimeOnly(9, 30)) : time.EarliestMoment!.Value.ToUniversalTime();
        var report = new CaseChanged
        {
            Town = TestTown.Code,
            CaseId = "case1",
            Version = 1,
            Number = "R8-0012",
            Event = "opened",
            OpenedAt = opened,
            ChangedAt = opened,
            Stage = CaseStage.Received,
            Drill = false,
            Restricted = false,
            Channel = Channel.Staff,
            ReportIds = ["report1"],
            BodyId = "body-choucho",
            SectionId = TestTown.Section,
            DepartmentId = "dep-fukushi",
            SystemIds = [],
            Zones = [],
            Times = new CaseTimes(FactTime.Unknown, time, time, FactTime.Unknown, []),
            Facts = new CaseFacts(),
            FactsKnown = new Dictionary<string, FactTime>(),
            HandlerIds = [],
            ImplicatedIds = [],
            Instructions = [],
        };
        return new Given(change?.Invoke(report) ?? report);
    }

    public static Given Incident(string known, CaseFacts facts, Func<CaseChanged, CaseChanged>? change = null) =>
        Report(known, report => change?.Invoke(Assessed(report, facts)) ?? Assessed(report, facts));

    /// <summary>The CSIRT judged it an incident with these facts.</summary>
    public static CaseChanged Assessed(CaseChanged report, CaseFacts facts) => report with
    {
        Event = "assessed",
        Stage = CaseStage.Triage,
        Incident = Answer.Yes,
        Facts = facts,
        Times = report.Times with { Judged = FactTime.At(report.OpenedAt) },
    };

    /// <summary>The case changes.</summary>
    public Given Then(Func<CaseChanged, CaseChanged> change)
    {
        Case = change(Case) with { Version = Case.Version + 1 };
        return this;
    }

    /// <summary>A fact takes another value, learned on a day.</summary>
    public Given Learns(string fact, string day, Func<CaseFacts, CaseFacts> change)
    {
        var time = Time(day);
        return Then(c => c with { Facts = change(c.Facts), FactsKnown = new Dictionary<string, FactTime>(c.FactsKnown) { [fact] = time } });
    }

    public Given At(string japanTime)
    {
        Now = DateTimeOffset.Parse(japanTime + "+09:00", System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
        return this;
    }

    /// <summary>A person did something with a duty.</summary>
    public Given Duty(string ruleId, Func<KnownDuty, KnownDuty> change)
    {
        var index = _kept.FindIndex(duty => duty.RuleId == ruleId);
        _kept[index] = change(_kept[index]);
        return this;
    }

    /// <summary>Evaluates and keeps the outcome, as the service does.</summary>
    public Csirt.Escalation.Evaluation.Evaluation Evaluate()
    {
        var outcome = Evaluator.Evaluate(Input());
        foreach (var plan in outcome.Duties)
        {
            _kept.RemoveAll(duty => duty.Id == plan.Id);
            _kept.Add(Keep(plan));
        }

        _told.UnionWith(outcome.Mails.SelectMany(mail => mail.Keys));
        return outcome;
    }

    public static FactTime Time(string text) => FactTime.TryParse(text, out var time) ? time : throw new FormatException(text);

    public EvaluationInput Input() => new()
    {
        Case = Case,
        Directory = Directory,
        Book = Book,
        Calendar = TestCalendar.Built,
        Now = Now,
        Duties = [.. _kept],
        Decisions = [.. Decisions],
        Taps = [.. Taps],
        Told = _told.ToHashSet(),
    };

    private static KnownDuty Keep(DutyPlan plan) => (plan.Known ?? new KnownDuty
    {
        Id = plan.Id,
        RuleId = plan.Rule.Id,
        Clock = plan.Clock,
        Generation = plan.Generation,
        State = plan.State,
        Trigger = plan.Trigger,
        Grounds = plan.Grounds,
    }) with
    {
        State = plan.State,
        Trigger = plan.Trigger,
        Target = plan.Target,
        Limit = plan.Limit,
        Grounds = plan.Grounds,
        ProposedLimit = plan.ProposedLimit,
        WithdrawalProposed = plan.WithdrawalProposed,
        Kept = plan.Kept,
    };
}

/// <summary>Short ways to look at an outcome.</summary>
internal static class Outcome
{
    public static DutyPlan Duty(this Csirt.Escalation.Evaluation.Evaluation outcome, string ruleId) =>
        outcome.Duties.Single(plan => plan.Rule.Id == ruleId && !plan.Ended);

    public static IEnumerable<DutyPlan> All(this Csirt.Escalation.Evaluation.Evaluation outcome, string ruleId) =>
        outcome.Duties.Where(plan => plan.Rule.Id == ruleId);

    public static IEnumerable<string> GroundsOf(this DutyPlan plan, GroundStatus status) =>
        plan.Grounds.Where(ground => ground.Status == status).Select(ground => ground.Id);

    public static IEnumerable<string> Told(this Csirt.Escalation.Evaluation.Evaluation outcome, string ruleId, bool digest = false) =>
        outcome.Mails.Where(mail => mail.Digest == digest && mail.Keys.Any(key => key.StartsWith(ruleId + "|", StringComparison.Ordinal))).Select(mail => mail.PersonId);
}
