using Csirt.Contracts;
using Csirt.Platform.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging;

/// <summary>
/// Carries one service's outbox to its consumers, a loop for each, so that one being down holds up no other. A row is
/// settled when its consumer has it; whatever is unsettled at start goes out again.
/// </summary>
internal sealed class Relay(ServiceDatabase database, ITransport transport, TimeProvider time, ILogger<Relay> log) : BackgroundService
{
    private const int Batch = 256;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhileAnotherIsAtIt = TimeSpan.FromMilliseconds(100);
    private readonly string _holder = Ids.New(time);

    private string Actor => $"service:{database.Service}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var consumers = Topology.Consumers.Values.SelectMany(c => c).Distinct();
        return Task.WhenAll(consumers.Select(consumer => Task.Run(() => CarryAsync(consumer, stoppingToken), stoppingToken)));
    }

    private async Task CarryAsync(string consumer, CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        void OnCommitted(StoreSignal signal)
        {
            if (signal.Consumers.Contains(consumer))
            {
                wake.Up();
            }
        }

        database.Store.Committed += OnCommitted;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var pause = await TryCarryBatchAsync(consumer, stoppingToken);
                if (pause > TimeSpan.Zero)
                {
                    await wake.WaitAsync(pause, stoppingToken);
                }
            }
        }
        finally
        {
            database.Store.Committed -= OnCommitted;
        }
    }

    /// <summary>How long to wait before the next batch.</summary>
    private async Task<TimeSpan> TryCarryBatchAsync(string consumer, CancellationToken stoppingToken)
    {
        try
        {
            if (await NextAsync(consumer, stoppingToken) is not { } rows)
            {
                return WhileAnotherIsAtIt;
            }

            if (rows.Count > 0 && await SendAsync(consumer, rows, stoppingToken) < rows.Count)
            {
                return AfterTrouble;
            }

            return rows.Count == Batch ? TimeSpan.Zero : Poll;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception e)
        {
            // Whatever it was, the rows are still there: wait and go on. A relay that ends would be a silent loss.
            log.LogError(e, "The relay of {Service} to {Consumer} was stopped by an error and goes on", database.Service, consumer);
            return AfterTrouble;
        }
    }

    /// <summary>The oldest unsettled rows, under a lease where other processes work on them too; null where one of those has it.</summary>
    private async Task<IReadOnlyList<Envelope>?> NextAsync(string consumer, CancellationToken stoppingToken)
    {
        // One is enough to see whether a lease is worth asking for: it is a write.
        var rows = await database.ReadAsync(Everywhere.Town, s => Outbox.UnsettledAsync(s, consumer, database.IsAlone ? Batch : 1), stoppingToken);
        return database.IsAlone || rows.Count == 0 ? rows : await database.WriteAsync(Everywhere.Town, Actor, uow => LeaseAsync(uow, consumer), stoppingToken);
    }

    private async Task<IReadOnlyList<Envelope>?> LeaseAsync(IUnitOfWork uow, string consumer)
    {
        if (!await RelayLease.TakeAsync(uow, consumer, _holder))
        {
            return null;
        }

        // Only now: the last holder may have settled rows meanwhile.
        var rows = await Outbox.UnsettledAsync(uow, consumer, Batch);
        if (rows.Count == 0)
        {
            await RelayLease.ReleaseAsync(uow, consumer, _holder);
        }

        return rows;
    }

    /// <summary>How many rows the consumer has taken.</summary>
    private async Task<int> SendAsync(string consumer, IReadOnlyList<Envelope> rows, CancellationToken stoppingToken)
    {
        IReadOnlyList<Envelope> taken = [];
        try
        {
            taken = await transport.SendAsync(consumer, rows, stoppingToken);
        }
        finally
        {
            // Also when this process is stopping: what went out need not go out again, and another can go on at once.
            if (taken.Count > 0 || !database.IsAlone)
            {
                await database.WriteAsync(Everywhere.Town, Actor, uow => EndAsync(uow, consumer, taken), CancellationToken.None);
            }
        }

        return taken.Count;
    }

    private async Task EndAsync(IUnitOfWork uow, string consumer, IReadOnlyList<Envelope> taken)
    {
        if (taken.Count > 0)
        {
            await Outbox.SettleAsync(uow, taken.Select(e => e.Seq));
        }

        if (!database.IsAlone)
        {
            await RelayLease.ReleaseAsync(uow, consumer, _holder);
        }
    }
}
