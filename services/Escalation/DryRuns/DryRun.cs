using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Board;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Rules;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.DryRuns;

/// <summary>POST /api/escalation/dry-run: whom would this notify, by when, and why? Nothing is sent or stored.</summary>
internal sealed class DryRun(Database<EscalationModule> database, RuleBooks books, DirectoryCopies<EscalationModule> directories, TimeProvider time)
{
    // Mails that a target sends later: looked for this far ahead.
    private const int MostLooks = 12;
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(7);

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/dry-run", (DryRunRequest r, Caller caller, DryRun run, CancellationToken stop) => run.AskAsync(r, caller, stop)).Requires(Act.DryRun);

    public static DryRunResult Answer(CaseChanged @case, TownDirectory? directory, RuleBook book, Calendar.HolidayCalendar calendar, DateTimeOffset now)
    {
        var input = new EvaluationInput { Case = @case, Directory = directory, Book = book, Calendar = calendar, Now = now };
        var first = Evaluator.Evaluate(input);
        return new DryRunResult
        {
            PackVersion = book.Version,
            Notifications = [.. Notifications(input, first, directory)],
            Duties = [.. first.Duties.Select(View)],
            Judgements = [.. first.Judgements.Select(judgement => new DryRunJudgement(judgement.Rule.Id, judgement.Question, judgement.Rule.Basis, judgement.DecidedBy, judgement.Target))],
            Unasked = first.Unasked is { } unasked ? ReadCaseDuties.Unasked(unasked) : null,
            Problems = first.Problems,
        };
    }

    private async Task<DryRunResult> AskAsync(DryRunRequest r, Caller caller, CancellationToken stop)
    {
        var directory = directories.Find(caller.Town);
        new InputErrors()
            .Check(r.SectionId is null || directory?.Section(r.SectionId) is not null, "section_id", "連絡網に登録のない課です。")
            .Check(r.BodyId is null || directory?.Body(r.BodyId) is not null, "body_id", "連絡網に登録のない報告主体です。")
            .Check((r.SystemIds ?? []).All(id => directory?.System(id) is not null), "system_ids", "台帳に登録のない情報システムです。")
            .ThrowIfAny();
        var now = time.GetUtcNow();
        var from = r.CaseId is null ? Blank(caller.Town, r, now) : await database.ReadAsync(caller.Town, session => CaseCopies.DemandAsync(session, r.CaseId, caller, Act.DryRun), stop);
        return Answer(Changed(from, r, directory), directory, books.For(caller.Town), books.Calendar, now);
    }

    private static CaseChanged Blank(string town, DryRunRequest r, DateTimeOffset now) => new()
    {
        Town = town,
        CaseId = "dry-run",
        Version = 1,
        Number = "試算",
        Event = "opened",
        OpenedAt = now,
        ChangedAt = now,
        Stage = CaseStage.Triage,
        Drill = false,
        Restricted = false,
        Channel = r.Channel ?? Channel.Staff,
        ReportIds = [],
        SystemIds = [],
        Zones = [],
        Times = new CaseTimes(FactTime.Unknown, FactTime.Unknown, FactTime.At(now), FactTime.Unknown, []),
        Facts = new CaseFacts(),
        FactsKnown = new Dictionary<string, FactTime>(),
        HandlerIds = [],
        ImplicatedIds = [],
        Instructions = [],
    };

    private static CaseChanged Changed(CaseChanged @case, DryRunRequest r, TownDirectory? directory)
    {
        var section = directory?.Section(r.SectionId);
        var systems = r.SystemIds ?? @case.SystemIds;
        var incident = r.Incident ?? @case.Incident;
        return @case with
        {
            Channel = r.Channel ?? @case.Channel,
            Kind = r.Kind ?? @case.Kind,
            Severity = r.Severity ?? @case.Severity,
            Incident = incident,
            SectionId = r.SectionId ?? @case.SectionId,
            DepartmentId = section?.DepartmentId ?? @case.DepartmentId,
            BodyId = r.BodyId ?? directory?.Department(section?.DepartmentId)?.BodyId ?? @case.BodyId,
            SystemIds = systems,
            Zones = [.. systems.Select(id => directory?.System(id)?.Zone).OfType<NetworkZone>().Distinct()],
            Facts = FactsOver(@case.Facts, r.Facts),
            Times = @case.Times with
            {
                Known = r.Known ?? @case.Times.Known,
                Judged = incident is not null && @case.Times.Judged.Kind == FactTimeKind.Unknown ? FactTime.At(@case.ChangedAt) : @case.Times.Judged,
            },
        };
    }

    private static CaseFacts FactsOver(CaseFacts facts, CaseFacts? given) => given is null ? facts : facts with
    {
        PersonalData = given.PersonalData ?? facts.PersonalData,
        Persons = given.Persons ?? facts.Persons,
        Sensitive = given.Sensitive ?? facts.Sensitive,
        FinancialHarm = given.FinancialHarm ?? facts.FinancialHarm,
        WrongfulPurpose = given.WrongfulPurpose ?? facts.WrongfulPurpose,
        OrdinanceSensitive = given.OrdinanceSensitive ?? facts.OrdinanceSensitive,
        MyNumber = given.MyNumber ?? facts.MyNumber,
        MyNumberSystem = given.MyNumberSystem ?? facts.MyNumberSystem,
        MyNumberViewable = given.MyNumberViewable ?? facts.MyNumberViewable,
        MyNumberPersons = given.MyNumberPersons ?? facts.MyNumberPersons,
        Leak = given.Leak ?? facts.Leak,
        Encrypted = given.Encrypted ?? facts.Encrypted,
        KeySafe = given.KeySafe ?? facts.KeySafe,
        Contractor = given.Contractor ?? facts.Contractor,
        LossOrTheft = given.LossOrTheft ?? facts.LossOrTheft,
        CrimeSuspected = given.CrimeSuspected ?? facts.CrimeSuspected,
        Attack = given.Attack ?? facts.Attack,
        StaffInvolved = given.StaffInvolved ?? facts.StaffInvolved,
        SharedNetwork = given.SharedNetwork ?? facts.SharedNetwork,
        InformationSystem = given.InformationSystem ?? facts.InformationSystem,
    };

    private static IEnumerable<DryRunNotification> Notifications(EvaluationInput input, Evaluation.Evaluation first, TownDirectory? directory)
    {
        var (at, outcome, told) = (input.Now, first, new HashSet<string>());
        for (var look = 0; look < MostLooks; look++)
        {
            foreach (var mail in outcome.Mails.Where(mail => look == 0 || IsByRule(mail, input.Book)))
            {
                yield return new DryRunNotification(mail.PersonId, directory?.Person(mail.PersonId)?.Name ?? mail.PersonId, mail.Roles, at, mail.Digest, mail.Titles, mail.Basis);
            }

            told.UnionWith(outcome.Mails.SelectMany(mail => mail.Keys));
            if (outcome.NextLook is not { } next || next > input.Now + Horizon)
            {
                yield break;
            }

            at = next;
            outcome = Evaluator.Evaluate(input with { Now = at, Told = told, Duties = [.. first.Duties.Select(plan => DutyDocument.Of(plan, input.Case.CaseId, "").ToKnown())] });
        }
    }

    // Reminders of duties are left out: they end when the duty is filed.
    private static bool IsByRule(PlannedMail mail, RuleBook book) => book.Versions(mail.RuleId).Any(rule => rule.Action is NotifyAction);

    private static DryRunDuty View(DutyPlan plan) => new(
        plan.Rule.Id, plan.Rule.Title, plan.Rule.Basis, Deadlines.LabelOf(plan.Rule.Label), plan.Action.Recipient, plan.Action.Via, plan.State, plan.Target, plan.Limit,
        [.. plan.Grounds.Select(DutyViews.Ground)]);
}
