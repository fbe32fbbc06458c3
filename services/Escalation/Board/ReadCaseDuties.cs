using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Duties;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Judgements;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Taps;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Board;

/// <summary>GET /api/escalation/cases/{case}/duties: all that Escalation has to say of a case.</summary>
internal sealed class ReadCaseDuties(Database<EscalationModule> database, RuleBooks books, DirectoryCopies<EscalationModule> directories, DutyViews views, TimeProvider time)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/cases/{caseId}/duties", (string caseId, Caller caller, ReadCaseDuties read, CancellationToken stop) => read.ReadAsync(caseId, caller, stop)).Requires(Act.ReadDuties);

    private async Task<CaseDuties> ReadAsync(string caseId, Caller caller, CancellationToken stop)
    {
        var desk = await database.ReadAsync(caller.Town, async session =>
        {
            var snapshot = await CaseCopies.DemandAsync(session, caseId, caller, Act.ReadDuties);
            return await CaseDesk.OpenAsync(session, snapshot, books.For(caller.Town));
        }, stop);
        await RestrictedReads.RecordAsync(database, desk.Case, caller, stop);
        return View(desk, caller);
    }

    private CaseDuties View(CaseDesk desk, Caller caller)
    {
        var now = time.GetUtcNow();
        var duties = desk.Duties.OrderBy(duty => duty.Ended).ThenBy(duty => (duty.Limit ?? duty.Target)?.At ?? DateTimeOffset.MaxValue).ThenBy(duty => duty.Id, StringComparer.Ordinal);
        return new CaseDuties
        {
            CaseId = desk.Case.CaseId,
            CaseNumber = desk.Case.Number,
            CaseVersion = desk.State.CaseVersion,
            Drill = desk.Case.Drill,
            Duties = [.. duties.Select(duty => views.Detail(duty, desk.Case, caller, now))],
            Judgements = [.. desk.Judgements.OrderBy(judgement => judgement.Answer is not null || judgement.Lapsed).ThenBy(judgement => judgement.Target?.At ?? DateTimeOffset.MaxValue).Select(judgement => AnswerJudgement.View(judgement, desk.Case, caller))],
            Unasked = desk.State.Unasked is { } unasked ? Unasked(unasked) : null,
            OneTaps = PressOneTap.All(desk, directories.Find(caller.Town), caller, now),
            Problems = desk.State.Problems,
            Names = Names(desk, caller.Town),
        };
    }

    public static UnaskedFacts Unasked(UnaskedTask task) =>
        new([.. task.Facts.Select(fact => new UnaskedFact(fact, JapaneseText.Question(fact)))], task.DecidedBy, task.Target);

    private Dictionary<string, string> Names(CaseDesk desk, string town)
    {
        var people = desk.Duties.SelectMany(duty => duty.History).Select(entry => entry.By)
            .Concat(desk.Judgements.Select(judgement => judgement.Answer?.By).OfType<string>())
            .Concat(desk.State.Taps.Select(tap => tap.By));
        return people.Distinct().Select(id => directories.Find(town)?.Person(id)).OfType<Contracts.Messages.Person>().ToDictionary(person => person.Id, person => person.Name);
    }
}
