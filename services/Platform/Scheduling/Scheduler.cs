using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Scheduling;

/// <summary>
/// Does one service's due work: oldest first, each in a unit of work of its own that also removes the row. After a weekend
/// with the machine off, everything overdue is done once, in order.
/// </summary>
internal sealed class Scheduler(ServiceDatabase database, IEnumerable<IDueWorkHandler> handlers, SchedulerTicks ticks, TimeProvider time, ILogger<Scheduler> log) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, IDueWorkHandler> _handlers = handlers.ToDictionary(h => h.Kind);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        database.Store.Committed += signal =>
        {
            if (signal.EarliestDue <= time.GetUtcNow())
            {
                wake.Up();
            }
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryDoBatchAsync(stoppingToken) < Batch)
            {
                await wake.WaitAsync(Poll, stoppingToken);
            }
        }
    }

    private async Task<int> TryDoBatchAsync(CancellationToken stoppingToken)
    {
        try
        {
            var now = time.GetUtcNow();
            var due = await database.ReadAsync(Everywhere.Town, s => DueWorkTable.DueAsync(s, now, Batch), stoppingToken);
            await Task.WhenAll(due.Select(work => DoAsync(work, stoppingToken)));
            ticks.Note(database.Service, now);
            return due.Count;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The rows wait on: the next round tries again.
            log.LogError(e, "The due work of {Service} could not be done now", database.Service);
            return 0;
        }
    }

    private async Task DoAsync(DueWork work, CancellationToken stoppingToken)
    {
        using var activity = CsirtTracing.Source.StartActivity($"{database.Service} due {work.Kind}");
        var actor = $"service:{database.Service}";
        try
        {
            await database.WriteAsync(work.Town, actor, uow => DoAsync(work, uow), stoppingToken);
        }
        catch (Exception e) when (e is not StoreUnavailableException and not OperationCanceledException)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, work.Attempts)));
            log.LogError(e, "Due work {Kind} {Subject} of {Service} failed; again in {Pause}", work.Kind, work.Subject, database.Service, pause);
            await database.WriteAsync(work.Town, actor, uow => DueWorkTable.PutOffAsync(uow, work, uow.Now + pause, e.GetType().Name), stoppingToken);
        }
    }

    private async Task DoAsync(DueWork work, IUnitOfWork uow)
    {
        if (await DueWorkTable.FinishAsync(uow, work))
        {
            await _handlers[work.Kind].HandleAsync(work, uow);
        }
    }
}
