using Csirt.Contracts.Http.Reconciliation;
using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Escalation.Auditing;

/// <summary>One reconciliation of one town: every service asked, every comparison made, what was seen written down.</summary>
internal sealed class ReconciliationRun(
    Database<EscalationModule> database, HoldingsClient client, RecomputeDuties recompute, AlarmMail mail, AuditorSettings settings, TimeProvider time, ILogger<ReconciliationRun> log)
{
    private static IReadOnlyDictionary<string, string> Services => Checks.ServiceNames;

    public async Task RunAsync(string town, string claim, CancellationToken stop)
    {
        var startedAt = time.GetUtcNow();
        var down = new HashSet<string>();
        var status = await StatusAsync(town, down, stop);
        var looks = new List<Look>();
        foreach (var comparison in Checks.Comparisons)
        {
            if (await TryCompareAsync(town, comparison, status, down, stop) is { } look)
            {
                looks.Add(look);
            }
        }

        var (state, suspected) = await database.ReadAsync(town, async s => (await ReconciliationState.FindAsync(s), await Findings.LiveAsync(s)), stop);
        var open = suspected.Where(row => row.ClosedAt is null && row.Code == Checks.DutyMissing.Code).Select(row => row.Subject);
        var (recomputed, next) = await recompute.RunAsync(town, state.RecomputedThrough ?? string.Empty, open, settings, startedAt, stop);
        looks.AddRange([recomputed, Unreachable(down), Backlog(status, startedAt)]);
        var end = new RunEnd(next, status.Values.Min(s => s.OldestOutboxAt), status.Values.Min(s => s.OldestDueAt), down.Count == 0 ? startedAt : null, null);
        await database.WriteAsync(town, Findings.Itself, uow => WriteAsync(uow, claim, looks, recomputed, end), stop);
    }

    private async Task WriteAsync(IUnitOfWork uow, string claim, IReadOnlyList<Look> looks, Look recomputed, RunEnd end)
    {
        var outcome = await WriteFindings.ApplyAsync(uow, looks, time);
        if (!await ReconciliationState.FinishAsync(uow, claim, end with { CleanAt = outcome.Alarms.Count == 0 ? end.CompleteAt : null }))
        {
            throw new InvalidOperationException($"The reconciliation of town {uow.Town} took so long that another process began it anew.");
        }

        await mail.TellAsync(uow, outcome.Alarms);
        RecomputeDuties.LookAgain(uow, recomputed);
        if (outcome.Waiting)
        {
            uow.Schedule(Reconcile.WorkKind, Reconcile.Subject, uow.Now + (settings.Grace < settings.Interval ? settings.Grace : settings.Interval));
        }
    }

    private async Task<Dictionary<string, ServiceHoldings>> StatusAsync(string town, HashSet<string> down, CancellationToken stop)
    {
        var status = new Dictionary<string, ServiceHoldings>();
        foreach (var service in Services.Keys)
        {
            try
            {
                status[service] = await client.StatusAsync(town, service, stop);
            }
            catch (NotReachedException e)
            {
                Down(e, down);
            }
        }

        return status;
    }

    private async Task<Look?> TryCompareAsync(string town, Comparison comparison, Dictionary<string, ServiceHoldings> status, HashSet<string> down, CancellationToken stop)
    {
        if (down.Contains(comparison.Here.Service) || down.Contains(comparison.There.Service))
        {
            return null;
        }

        try
        {
            var (seen, through) = await new Compare(client, town).RunAsync(comparison, stop);
            return new Look(comparison, [.. Telling(seen, comparison)], subject => through is null || string.CompareOrdinal(subject, through) <= 0)
            {
                Grace = settings.Grace,
                OldestOnItsWay = comparison.Here.Service == comparison.There.Service ? null : status[comparison.Here.Service].OldestOutboxAt,
            };
        }
        catch (NotReachedException e)
        {
            Down(e, down);
            return null;
        }
    }

    private void Down(NotReachedException e, HashSet<string> down)
    {
        down.Add(e.Service);
        log.LogWarning(e, "{Service} can't be held against the others now", e.Service);
    }

    // A directory that is missing or old as a whole is one difference, not one for each person in it.
    private static IEnumerable<Seen> Telling(IReadOnlyList<Seen> seen, Comparison comparison) => comparison.Subject switch
    {
        SubjectKind.Case => seen.Select(s => s with { CaseId = s.Subject }),
        SubjectKind.Directory when seen.Any(s => s.Subject == DirectoryHoldings.Whole) => seen.Where(s => s.Subject == DirectoryHoldings.Whole),
        _ => seen,
    };

    private Look Unreachable(HashSet<string> down) => new(
        Checks.Unreachable, [.. down.Select(s => new Seen(s, 1, null) { Note = $"{Services[s]}サービスが応答しないため、照合できません。" })], _ => true)
    { Grace = settings.UnreachableAfter };

    // The message has waited already: nothing more to wait for.
    private Look Backlog(Dictionary<string, ServiceHoldings> status, DateTimeOffset now) => new(
        Checks.Backlog,
        [.. status.Where(s => s.Value.OldestOutboxAt <= now - settings.BacklogAfter).Select(s => new Seen(s.Key, 1, null) { Note = $"{Services[s.Key]}サービスからのメッセージが届かないまま{(int)settings.BacklogAfter.TotalMinutes}分以上たっています。" })],
        status.ContainsKey)
    { Grace = TimeSpan.Zero };
}
