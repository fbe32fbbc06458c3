using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Consuming;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Judgements;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Plans;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Working;

/// <summary>
/// Works a case out: what is kept, changed by a person where one acted, evaluated, and saved with the mails, the next time to
/// look, and what Cases is told, in one unit of work.
/// </summary>
internal sealed class CaseWork(RuleBooks books, DirectoryCopies<EscalationModule> directories)
{
    /// <summary>Opens the desk, lets <paramref name="act"/> change it, evaluates and saves.</summary>
    public async Task<CaseDesk> DoAsync(IUnitOfWork uow, CaseChanged snapshot, Action<CaseDesk>? act = null)
    {
        var desk = await CaseDesk.OpenAsync(uow, snapshot, books.For(snapshot.Town));
        var caseVersionBefore = desk.State.CaseVersion;
        MergedCases.TakeBack(uow, desk);
        act?.Invoke(desk);
        if (snapshot.AbsorbedIds.Count > 0)
        {
            ApplyDuties(desk, Evaluator.Evaluate(InputOf(desk, uow.Now)), uow);
            await MergedCases.PassOnAsync(uow, desk);
        }

        var outcome = Evaluator.Evaluate(InputOf(desk, uow.Now));
        var changes = Apply(desk, outcome, uow);
        await desk.SaveAsync(uow);
        await FreezePlans.DoAsync(uow, desk, directories.Find(snapshot.Town));
        uow.Audit("case.evaluated", $"case/{snapshot.CaseId}", new { case_version = snapshot.Version, desk.State.PackVersion, mails = desk.Mails.Count, changes });
        foreach (var mail in desk.Mails)
        {
            uow.Publish(mail.Request);
        }

        if (desk.DutiesChanged || caseVersionBefore != snapshot.Version)
        {
            uow.Publish(desk.Tell());
        }

        Look(uow, snapshot.CaseId, outcome.NextLook);
        return desk;
    }

    /// <summary>Mails that only this version of the case asks for, where a newer one came first.</summary>
    public async Task CatchUpAsync(IUnitOfWork uow, CaseChanged older)
    {
        var newest = (await CaseCopies.FindAsync(uow, older.CaseId))!;
        var desk = await CaseDesk.OpenAsync(uow, newest, books.For(older.Town));
        var outcome = Evaluator.Evaluate(InputOf(desk, uow.Now) with { Case = older });
        var suffix = $"|v{older.Version}";
        var missed = outcome.Mails.Where(mail => mail.Keys.Any(key => key.EndsWith(suffix, StringComparison.Ordinal))).ToArray();
        if (missed.Length == 0)
        {
            return;
        }

        Request(desk, missed, uow.Now);
        await desk.SaveAsync(uow);
        await FreezePlans.DoAsync(uow, desk, directories.Find(older.Town));
        foreach (var mail in desk.Mails)
        {
            uow.Publish(mail.Request);
        }
    }

    public EvaluationInput InputOf(CaseDesk desk, DateTimeOffset now) => new()
    {
        Case = desk.Case,
        Directory = directories.Find(desk.Case.Town),
        Book = desk.Book,
        Calendar = books.Calendar,
        Now = now,
        Duties = [.. desk.Duties.Select(duty => duty.ToKnown())],
        Decisions = [.. desk.State.Decisions.Select(made => made.Decision)],
        Taps = desk.State.Taps,
        LastActivityAt = QuietCases.LastActivity(desk),
        Told = desk.State.Told.ToHashSet(),
        Answered = desk.Judgements.Where(judgement => judgement.Answer is not null).Select(judgement => judgement.Id).ToHashSet(),
    };

    private List<string> Apply(CaseDesk desk, Evaluation.Evaluation outcome, IUnitOfWork uow)
    {
        var changes = ApplyDuties(desk, outcome, uow);
        ApplyJudgements(desk, outcome.Judgements);
        desk.State = desk.State with { Unasked = outcome.Unasked, Problems = outcome.Problems, HolidaysMissing = outcome.Duties.Any(duty => !duty.Ended && duty.Limit?.HolidaysMissing == true), Unresolved = outcome.Unresolved };
        Request(desk, outcome.Mails, uow.Now);
        return changes;
    }

    private static List<string> ApplyDuties(CaseDesk desk, Evaluation.Evaluation outcome, IUnitOfWork uow)
    {
        var changes = new List<string>();
        foreach (var plan in outcome.Duties)
        {
            var before = desk.Duties.FirstOrDefault(duty => duty.Id == plan.Id);
            var after = before is null ? DutyDocument.Of(plan, desk.Case.CaseId, desk.Book.Version) : DutyUpdate.Apply(before, plan, uow);
            after = plan.Change == DutyChange.Unchanged ? after : after.With(DutyUpdate.EventOf(plan, uow));
            if (before is null || after != before)
            {
                desk.Put(after);
                changes.Add($"{Snake(plan.Change)}:{plan.Id}");
            }
        }

        return changes;
    }

    private static void ApplyJudgements(CaseDesk desk, IReadOnlyList<PlannedJudgement> planned)
    {
        foreach (var judgement in planned)
        {
            var before = desk.Judgements.FirstOrDefault(kept => kept.Id == judgement.Id);
            if (before is null)
            {
                desk.Put(JudgementDocument.Of(judgement, desk.Case.CaseId));
            }
            else if (before.Answer is null && (before.Lapsed || before.Target != judgement.Target))
            {
                desk.Put(before with { Lapsed = false, Target = judgement.Target });
            }
        }

        foreach (var gone in desk.Judgements.Where(kept => kept is { Lapsed: false, Answer: null } && planned.All(judgement => judgement.Id != kept.Id)).ToArray())
        {
            desk.Put(gone with { Lapsed = true });
        }
    }

    private void Request(CaseDesk desk, IReadOnlyList<PlannedMail> mails, DateTimeOffset now)
    {
        var planner = new ChainPlanner(directories.Find(desk.Case.Town), desk.Book.Town, desk.Case, now);
        foreach (var mail in mails)
        {
            var request = MailRequest.Of(mail, desk.Case, now) with { Gateway = mail.Digest ? null : planner.FirstWay(mail.PersonId) };
            desk.Ask(new AskedMail(request, mail.Id, 0, ChainStepKind.First, mail.AcknowledgesFor));
        }

        desk.State = desk.State with { Told = [.. desk.State.Told, .. mails.SelectMany(mail => mail.Keys)] };
    }

    private static void Look(IUnitOfWork uow, string caseId, DateTimeOffset? at)
    {
        if (at is { } moment)
        {
            uow.Schedule(LookAgain.WorkKind, caseId, moment);
        }
        else
        {
            uow.Unschedule(LookAgain.WorkKind, caseId);
        }
    }

    private static string Snake(DutyChange change) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(change.ToString());
}
