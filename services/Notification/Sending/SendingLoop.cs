using Csirt.Notification.Mail;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;

namespace Csirt.Notification.Sending;

/// <summary>Sends what is due: claim a batch, send it outside any transaction, mark all of it with one commit. Each way out has workers of its own.</summary>
internal sealed class SendingLoop(
    Database<NotificationModule> database,
    LastGate gate,
    MailSettings settings,
    SendingSignal signal,
    TimeProvider time,
    ILogger<SendingLoop> log) : BackgroundService
{
    private const string Actor = "service:notification";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = gate.Lanes.SelectMany(lane => Enumerable.Range(0, lane.Workers).Select(_ => (Lane: lane, Sleeper: new Wake(time)))).ToList();
        try
        {
            signal.Connect([.. workers.Select(worker => worker.Sleeper)]);
            await Task.WhenAll(workers.Select(worker => Task.Run(() => WorkAsync(worker.Lane, worker.Sleeper, stoppingToken), CancellationToken.None)));
        }
        finally
        {
            workers.ForEach(worker => worker.Sleeper.Dispose());
        }
    }

    /// <summary>What a process that died had claimed is free again, before anything is claimed anew.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Mail goes out by {Transport}; its links lead to {LinkBase}; {Gateways} gateways", gate.MailTransport, settings.LinkBase, gate.Lanes.Count - 1);
        await database.WriteAsync(Claims.EveryTown, Actor, uow => Claims.ReleaseLeftOverAsync(uow, database.IsAlone), cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    private async Task WorkAsync(Lane lane, Wake sleeper, CancellationToken stop)
    {
        var troubles = 0;
        while (!stop.IsCancellationRequested)
        {
            var sent = await TrySendBatchAsync(lane, stop);
            troubles = sent is null ? troubles + 1 : 0;
            if (sent is null)
            {
                await Task.Delay(Pauses.OfServer(troubles - 1), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (sent < lane.BatchSize)
            {
                await sleeper.WaitAsync(Poll, stop);
            }
        }
    }

    /// <summary>How many there were; null where nothing goes out just now and a pause is due.</summary>
    private async Task<int?> TrySendBatchAsync(Lane lane, CancellationToken stop)
    {
        try
        {
            return await SendBatchAsync(lane, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The claims run out and the rows are taken up again. A loop that ends would be a silent loss.
            log.LogError(e, "A batch of notifications was stopped by an error");
            return null;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task<int?> SendBatchAsync(Lane lane, CancellationToken stop)
    {
        var claim = Ids.New(time);
        var due = await database.WriteAsync(Claims.EveryTown, Actor, uow => Claims.TakeAsync(uow, claim, lane), stop);
        if (due.Count == 0)
        {
            return 0;
        }

        var results = await gate.SendAsync(due, stop);

        // Not cancelled: what was sent must be marked, also while the process stops.
        await Task.WhenAll(results.GroupBy(r => r.Rows[0].Town).Select(town =>
            database.WriteAsync(town.Key, Actor, uow => MarkAsync(uow, claim, [.. town]), CancellationToken.None)));
        foreach (var result in results)
        {
            Count(result);
        }

        return results.Any(r => r.Outcome.Fate == MailFate.InTrouble) ? null : due.Count;
    }

    private static async Task MarkAsync(IUnitOfWork uow, string claim, IReadOnlyList<Passed> results)
    {
        foreach (var delivered in results.Where(r => r.Outcome.Fate == MailFate.Delivered).GroupBy(r => (r.DeliveredState, r.Means)))
        {
            await Outcomes.DeliveredAsync(uow, delivered.SelectMany(r => r.Rows), delivered.Key.DeliveredState, delivered.Key.Means);
        }

        foreach (var result in results)
        {
            await (result.Outcome.Fate switch
            {
                MailFate.Rejected => Outcomes.FailedAsync(uow, result.Rows, result.Outcome.Error!, result.Means),
                MailFate.PutOff => Outcomes.PutOffAsync(uow, result.Rows, claim, result.Outcome.Error!, result.Means),
                MailFate.InTrouble => Outcomes.WaitAsync(uow, result.Rows[0], claim, result.Outcome.Error),
                MailFate.NotTried => Outcomes.ReleaseAsync(uow, result.Rows[0], claim),
                _ => Task.CompletedTask,
            });
        }
    }

    private void Count(Passed result)
    {
        result.Trace?.SetTag("fate", result.Outcome.Fate.ToString()).Dispose();
        MailMeters.Mails.Add(1, new KeyValuePair<string, object?>("fate", result.Outcome.Fate.ToString()));
        if (result.Outcome.Fate == MailFate.Delivered)
        {
            MailMeters.TimeToMail.Record((time.GetUtcNow() - result.Rows[0].RequestedAt).TotalSeconds);
        }
    }
}
