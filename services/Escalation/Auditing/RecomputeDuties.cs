using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Packs;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Auditing;

/// <summary>
/// Works open cases out anew from the facts that are kept, some hundred at a run and all of them in turn: a duty the facts want
/// and that is not kept is a difference. The case is looked at again at once; only what stays missing becomes an alarm.
/// </summary>
internal sealed class RecomputeDuties(Database<EscalationModule> database, RuleBooks books, CaseWork work)
{
    private const int MostCases = 300;

    private static readonly Sql SelectOpenCases = new(
        "SELECT case_id FROM case_state WHERE town = @town AND ended = 0 AND case_id > @after ORDER BY case_id LIMIT @limit",
        "SELECT TOP (@limit) case_id FROM case_state WHERE town = @town AND ended = 0 AND case_id > @after ORDER BY case_id")
    { Types = "@after CHAR(32)" };

    /// <summary>The look, and where the next one goes on; empty: from the start.</summary>
    public async Task<(Look Look, string Next)> RunAsync(string town, string after, IEnumerable<string> suspected, AuditorSettings settings, DateTimeOffset now, CancellationToken stop)
    {
        var turn = await database.ReadAsync(town, s => s.QueryAsync<string>(SelectOpenCases, new { after, limit = MostCases }), stop);
        var cases = turn.Concat(suspected).ToHashSet();
        var seen = new List<Seen>();
        foreach (var caseId in cases)
        {
            var missing = await database.ReadAsync(town, s => MissingAsync(s, caseId, now), stop);
            if (missing.Count > 0)
            {
                seen.Add(new Seen(caseId, missing.Count, null) { CaseId = caseId, Note = $"事実から生じるはずの報告義務がありません：{string.Join("、", missing.Distinct())}" });
            }
        }

        var look = new Look(Checks.DutyMissing, seen, cases.Contains) { Grace = settings.Grace };
        return (look, turn.Count < MostCases ? string.Empty : turn[^1]);
    }

    /// <summary>Has the cases worked out again: what an evaluation can make good is made good.</summary>
    public static void LookAgain(IUnitOfWork uow, Look look)
    {
        foreach (var seen in look.Seen)
        {
            uow.Schedule(Consuming.LookAgain.WorkKind, seen.Subject, uow.Now);
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(IReadSession session, string caseId, DateTimeOffset now)
    {
        if (await CaseCopies.FindAsync(session, caseId) is not { } snapshot)
        {
            return [];
        }

        var desk = await CaseDesk.OpenAsync(session, snapshot, books.For(session.Town));
        var outcome = Evaluator.Evaluate(work.InputOf(desk, now));
        return [.. outcome.Duties.Where(plan => plan.Change == DutyChange.Added).Select(plan => plan.Rule.Title)];
    }
}
