using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Scheduling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Clock;

/// <summary>
/// Notices that the clock was set back, under this process or while none ran. What had been put off by a minute while the clock ran
/// ahead by days would wait for days now: it is taken up at once. Deadlines stay as they are: a person corrects the times they come from.
/// </summary>
internal sealed class SetBackGuard(
    ServiceDatabase database, IEnumerable<IDueWorkHandler> handlers, IEnumerable<IAfterSetBack> others, TimeProvider time, ILogger<SetBackGuard> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    // Time servers correct by less than this without anybody minding.
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);
    private readonly List<string> _kinds = [.. handlers.Where(h => h.MayRunEarly).Select(h => h.Kind)];
    private readonly Lock _looking = new();
    private DateTimeOffset _lastLook = time.GetUtcNow();
    private long _lastSpan = time.GetTimestamp();
    private bool _setBack;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        // Also at each commit: a moment ahead that is over before the next look has left rows as well.
        void OnCommitted(StoreSignal signal) => Look();
        database.Store.Committed += OnCommitted;
        try
        {
            _setBack = await RanAheadAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                Look();
                await TryHastenAsync(stoppingToken);
                await wake.WaitAsync(Poll, stoppingToken);
            }
        }
        finally
        {
            database.Store.Committed -= OnCommitted;
        }
    }

    /// <summary>A process of before left rows of a time that is still to come.</summary>
    private async Task<bool> RanAheadAsync(CancellationToken stop)
    {
        try
        {
            return await database.ReadAsync(Everywhere.Town, Outbox.NewestAsync, stop) > time.GetUtcNow() + Tolerated;
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning(e, "Whether the clock of {Service} ran ahead could not be looked up: what was put off is taken up", database.Service);
            return true;
        }
    }

    private void Look()
    {
        lock (_looking)
        {
            var expected = _lastLook + time.GetElapsedTime(_lastSpan);
            (_lastLook, _lastSpan) = (time.GetUtcNow(), time.GetTimestamp());
            _setBack |= _lastLook < expected - Tolerated;
        }
    }

    private async Task TryHastenAsync(CancellationToken stop)
    {
        if (!_setBack)
        {
            return;
        }

        try
        {
            log.LogWarning("The clock was set back; what {Service} had put off is taken up now", database.Service);
            _setBack = false;
            await database.WriteAsync(Everywhere.Town, $"service:{database.Service}", HastenAsync, stop);
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning(e, "What {Service} had put off could not be taken up yet", database.Service);
            _setBack = true;
        }
    }

    private async Task HastenAsync(IUnitOfWork uow)
    {
        await Inbox.HastenAsync(uow);
        await DueWorkTable.HastenAsync(uow, _kinds);
        foreach (var other in others)
        {
            await other.HastenAsync(uow);
        }
    }
}

/// <summary>A service's own rows that wait for a moment, beside inbox and due work.</summary>
public interface IAfterSetBack
{
    /// <summary>The clock was set back: what was put off, of any town, is due now.</summary>
    Task HastenAsync(IUnitOfWork uow);
}
