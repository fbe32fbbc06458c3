using System.Diagnostics;
using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Notification.Mail;
using Csirt.Platform;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Sending;

/// <summary>Sends what is due: claim a batch, send it outside any transaction, mark all of it with one commit.</summary>
internal sealed class SendingLoop(
    Database<NotificationModule> database,
    DirectoryCopies<NotificationModule> directories,
    IMailTransport transport,
    MailSettings settings,
    LinkSecrets secrets,
    SendingSignal signal,
    TimeProvider time,
    ILogger<SendingLoop> log) : BackgroundService
{
    private const string Actor = "service:notification";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sleepers = Enumerable.Range(0, transport.Workers).Select(_ => new Wake(time)).ToList();
        try
        {
            signal.Connect(sleepers);
            await Task.WhenAll(sleepers.Select(sleeper => Task.Run(() => WorkAsync(sleeper, stoppingToken), CancellationToken.None)));
        }
        finally
        {
            sleepers.ForEach(sleeper => sleeper.Dispose());
        }
    }

    /// <summary>What a process that died had claimed is free again, before anything is claimed anew.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Mail goes out by {Transport}; its links lead to {LinkBase}", transport.GetType().Name, settings.LinkBase);
        await database.WriteAsync(Claims.EveryTown, Actor, Claims.ReleaseLeftOverAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    private async Task WorkAsync(Wake sleeper, CancellationToken stop)
    {
        var troubles = 0;
        while (!stop.IsCancellationRequested)
        {
            var sent = await TrySendBatchAsync(stop);
            troubles = sent is null ? troubles + 1 : 0;
            if (sent is null)
            {
                await Task.Delay(Pauses.OfServer(troubles - 1), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (sent < transport.BatchSize)
            {
                await sleeper.WaitAsync(Poll, stop);
            }
        }
    }

    /// <summary>How many mails there were; null where nothing goes out just now and a pause is due.</summary>
    private async Task<int?> TrySendBatchAsync(CancellationToken stop)
    {
        try
        {
            return await SendBatchAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The claims run out and the rows are taken up again. A loop that ends would be a silent loss.
            log.LogError(e, "A batch of mails was stopped by an error");
            return null;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task<int?> SendBatchAsync(CancellationToken stop)
    {
        var claim = Ids.New(time);
        var due = await database.WriteAsync(Claims.EveryTown, Actor, uow => Claims.TakeAsync(uow, claim, transport.BatchSize), stop);
        if (due.Count == 0)
        {
            return 0;
        }

        var results = due.Select(Compose).ToList();
        var outgoing = results.Where(r => r.Mail is not null).ToList();
        if (outgoing.Count > 0)
        {
            var outcomes = await transport.SendAsync([.. outgoing.Select(r => r.Mail!)], stop);
            for (var i = 0; i < outgoing.Count; i++)
            {
                outgoing[i].Outcome = outcomes[i];
            }
        }

        // Not cancelled: what was sent must be marked, also while the process stops.
        await Task.WhenAll(results.GroupBy(r => r.Rows[0].Town).Select(town =>
            database.WriteAsync(town.Key, Actor, uow => MarkAsync(uow, claim, [.. town]), CancellationToken.None)));
        results.ForEach(Count);
        return results.Any(r => r.Outcome.Fate == MailFate.InTrouble) ? null : due.Count;
    }

    private Result Compose(IReadOnlyList<LedgerRow> rows)
    {
        var trace = MailMeters.StartSending(rows[0].TraceParent);
        try
        {
            var (mail, error) = OutgoingMail.PassLastGate(rows, directories.Find(rows[0].Town), settings, secrets);
            return new Result(rows, mail, trace) { Outcome = new MailOutcome(MailFate.Rejected, error) };
        }
        catch (Exception e)
        {
            // It would fail the same way for ever, and must not hold up the others: better on the board.
            log.LogError(e, "The mail of notification {Id} can't be composed", rows[0].Id);
            return new Result(rows, null, trace) { Outcome = new MailOutcome(MailFate.Rejected, DeliveryError.CannotBeComposed) };
        }
    }

    private async Task MarkAsync(IUnitOfWork uow, string claim, IReadOnlyList<Result> results)
    {
        var delivered = results.Where(r => r.Outcome.Fate == MailFate.Delivered).SelectMany(r => r.Rows).ToList();
        if (delivered.Count > 0)
        {
            await Outcomes.DeliveredAsync(uow, delivered, transport.DeliveredState);
        }

        foreach (var result in results)
        {
            await (result.Outcome.Fate switch
            {
                MailFate.Rejected => Outcomes.FailedAsync(uow, result.Rows, result.Outcome.Error!),
                MailFate.PutOff => Outcomes.PutOffAsync(uow, result.Rows, claim, result.Outcome.Error!),
                MailFate.InTrouble => Outcomes.WaitAsync(uow, result.Rows[0], claim, result.Outcome.Error),
                MailFate.NotTried => Outcomes.ReleaseAsync(uow, result.Rows[0], claim),
                _ => Task.CompletedTask,
            });
        }
    }

    private void Count(Result result)
    {
        result.Trace?.SetTag("fate", result.Outcome.Fate.ToString()).Dispose();
        MailMeters.Mails.Add(1, new KeyValuePair<string, object?>("fate", result.Outcome.Fate.ToString()));
        if (result.Outcome.Fate == MailFate.Delivered)
        {
            MailMeters.TimeToMail.Record((time.GetUtcNow() - result.Rows[0].RequestedAt).TotalSeconds);
        }
    }

    private sealed class Result(IReadOnlyList<LedgerRow> rows, OutgoingMail? mail, Activity? trace)
    {
        public Activity? Trace => trace;

        public IReadOnlyList<LedgerRow> Rows => rows;

        public OutgoingMail? Mail => mail;

        public MailOutcome Outcome { get; set; }
    }
}
