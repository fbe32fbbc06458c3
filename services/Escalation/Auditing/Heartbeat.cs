using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Scheduling;

namespace Csirt.Escalation.Auditing;

/// <summary>
/// <c>GET /health/auditor</c>, for a monitor outside: 200 only while the reconciliations are clean and fresh, the scheduler goes
/// round and nothing is stuck, else 503 and what is stale. Figures alone; nothing of the town.
/// </summary>
internal sealed class Heartbeat(
    Database<EscalationModule> database, IEnumerable<ServiceDatabase> databases, SchedulerTicks ticks, AuditorSettings settings, TimeProvider time)
{
    private static readonly TimeSpan LongestTick = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private static readonly Sql SelectAll = new(
        """
        SELECT COUNT(*) AS towns, COUNT(clean_at) AS clean_towns, MIN(clean_at) AS clean_at, MIN(complete_at) AS complete_at,
            MIN(oldest_outbox_at) AS outbox_at, MIN(oldest_due_at) AS due_at,
            (SELECT COUNT(*) FROM finding WHERE closed_at IS NULL AND confirmed_at IS NOT NULL) AS alarms
        FROM reconciliation
        """);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    public static void Map(WebApplication app) =>
        app.MapGet("/health/auditor", async (Heartbeat heartbeat, CancellationToken stop) =>
        {
            var health = await heartbeat.ReadAsync(stop);
            return TypedResults.Json(health, CsirtJson.Options, statusCode: health.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).Requires(Act.Anyone);

    public async Task<AuditorHealth> ReadAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var all = await FiguresAsync(stop);
        var (outboxAt, dueAt) = (all.OutboxAt, all.DueAt);
        foreach (var own in databases)
        {
            var backlog = await Backlog.ReadAsync(own, now, stop);
            (outboxAt, dueAt) = (Earlier(outboxAt, backlog.OldestOutboxAt), Earlier(dueAt, backlog.OldestDueAt));
        }

        var tick = ticks.Of(database.Service);
        var clean = all.CleanTowns == all.Towns ? all.CleanAt : null;
        var stale = Stale(now, clean, tick, outboxAt, dueAt, all.Alarms).ToArray();
        return new AuditorHealth(stale.Length == 0, stale, clean, tick, Age(now, outboxAt), Age(now, dueAt), all.Alarms);
    }

    /// <summary>For the meters: seconds since the last complete run, and alarms.</summary>
    public async Task<(double Age, long Alarms)> FiguresOfMetersAsync()
    {
        var all = await FiguresAsync(CancellationToken.None);
        return ((time.GetUtcNow() - (all.CompleteAt ?? _startedAt)).TotalSeconds, all.Alarms);
    }

    private async Task<Figures> FiguresAsync(CancellationToken stop) => (await database.ReadAsync("*", s => s.QuerySingleAsync<Figures>(SelectAll), stop))!;

    private IEnumerable<string> Stale(DateTimeOffset now, DateTimeOffset? clean, DateTimeOffset? tick, DateTimeOffset? outbox, DateTimeOffset? due, long alarms)
    {
        // A process just started has not had its turn yet.
        if (now - (clean ?? _startedAt) > settings.FreshFor)
        {
            yield return "reconciliation";
        }

        if (alarms > 0)
        {
            yield return "differences";
        }

        if (now - (tick ?? _startedAt) > LongestTick)
        {
            yield return "scheduler";
        }

        if (now - outbox > LongestWait)
        {
            yield return "outbox";
        }

        if (now - due > LongestWait)
        {
            yield return "due_work";
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;

    private static long Age(DateTimeOffset now, DateTimeOffset? at) => at is { } moment && moment < now ? (long)(now - moment).TotalSeconds : 0;

    private sealed class Figures
    {
        public long Towns { get; init; }

        public long CleanTowns { get; init; }

        public DateTimeOffset? CleanAt { get; init; }

        public DateTimeOffset? CompleteAt { get; init; }

        public DateTimeOffset? OutboxAt { get; init; }

        public DateTimeOffset? DueAt { get; init; }

        public long Alarms { get; init; }
    }
}
