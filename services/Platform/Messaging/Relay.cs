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
                var moved = await TryCarryBatchAsync(consumer, stoppingToken);
                if (moved is not Batch)
                {
                    await wake.WaitAsync(moved is null ? AfterTrouble : Poll, stoppingToken);
                }
            }
        }
        finally
        {
            database.Store.Committed -= OnCommitted;
        }
    }

    /// <summary>How many rows were settled; null where something was in the way and a pause is due.</summary>
    private async Task<int?> TryCarryBatchAsync(string consumer, CancellationToken stoppingToken)
    {
        try
        {
            var rows = await database.ReadAsync(Everywhere.Town, s => Outbox.UnsettledAsync(s, consumer, Batch), stoppingToken);
            if (rows.Count == 0)
            {
                return 0;
            }

            var taken = await transport.SendAsync(consumer, rows, stoppingToken);
            if (taken.Count > 0)
            {
                await database.WriteAsync(Everywhere.Town, $"service:{database.Service}", uow => Outbox.SettleAsync(uow, taken.Select(e => e.Seq)), stoppingToken);
            }

            return taken.Count == rows.Count ? rows.Count : null;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e)
        {
            // Whatever it was, the rows are still there: wait and go on. A relay that ends would be a silent loss.
            log.LogError(e, "The relay of {Service} to {Consumer} was stopped by an error and goes on", database.Service, consumer);
            return null;
        }
    }
}
