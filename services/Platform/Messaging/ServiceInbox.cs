using System.Diagnostics;
using System.Security.Cryptography;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging;

/// <summary>
/// The pipeline of one consuming service: inbox row → handler → audit → outbox → commit. When it returns, the service has
/// the message for good: handled, put aside for later, or dead. It throws only where the database could not commit.
/// </summary>
internal sealed class ServiceInbox(ServiceDatabase database, IReadOnlyDictionary<Type, Func<IMessage, IUnitOfWork, Task>> handlers, TimeProvider time, ILogger<ServiceInbox> log)
{
    private const int MostAttempts = 8;
    private const int RetryBatch = 100;
    private const int MostOfAnUnreadableBody = 64 * 1024;
    private static readonly TimeSpan GapWait = TimeSpan.FromSeconds(2);

    public string Service => database.Service;

    public ServiceDatabase Database => database;

    public async Task DeliverAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        using var activity = Start(envelope);
        try
        {
            await database.WriteAsync(envelope.Town, Actor, uow => TakeAsync(envelope, uow), cancellationToken);
        }
        catch (Exception e) when (IsOfTheMessage(e))
        {
            var setback = SetbackAfter(e, envelope, attemptsBefore: 0);
            await database.WriteAsync(envelope.Town, Actor, uow => Inbox.PutAsideAsync(uow, envelope, setback), cancellationToken);
        }
    }

    /// <summary>Takes a message as a dead letter at once, e.g. because no process survived handling it.</summary>
    public Task BuryAsync(Envelope envelope, string reason, CancellationToken cancellationToken)
    {
        log.LogError("{Service} got {Type} {Id}, which can't be handled: it is a dead letter now", Service, envelope.Type, envelope.Id);
        var setback = new Setback("dead", MostAttempts, null, reason);
        return database.WriteAsync(envelope.Town, Actor, uow => Inbox.PutAsideAsync(uow, envelope, setback), cancellationToken);
    }

    /// <summary>Keeps a body that is no message of ours as a dead letter that belongs to no town. The same body is kept once.</summary>
    public async Task BuryUnreadableAsync(byte[] body, CancellationToken cancellationToken)
    {
        var envelope = new Envelope
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(body))[..32],
            Town = Everywhere.Town,
            Key = "-",
            Type = "unreadable",
            Body = Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, MostOfAnUnreadableBody))),
        };
        await BuryAsync(envelope, "メッセージとして読み取れません。", cancellationToken);
    }

    /// <summary>Tries what waits and is due; returns how many there were.</summary>
    public async Task<int> RetryDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync(Everywhere.Town, s => Inbox.DueAsync(s, now, RetryBatch), cancellationToken);
        await Task.WhenAll(due.Select(waiting => RetryAsync(waiting, cancellationToken)));
        return due.Count;
    }

    private string Actor => $"service:{Service}";

    private async Task TakeAsync(Envelope envelope, IUnitOfWork uow)
    {
        if (await Inbox.TakeAsync(uow, envelope))
        {
            await HandleAsync(envelope, uow);
        }
    }

    private async Task RetryAsync(WaitingMessage waiting, CancellationToken cancellationToken)
    {
        var envelope = waiting.ToEnvelope();
        using var activity = Start(envelope);
        try
        {
            await database.WriteAsync(waiting.Town, Actor, uow => TakeAgainAsync(envelope, uow), cancellationToken);
        }
        catch (Exception e) when (IsOfTheMessage(e))
        {
            var setback = SetbackAfter(e, envelope, waiting.Attempts);
            await database.WriteAsync(waiting.Town, Actor, uow => Inbox.PutAsideAgainAsync(uow, waiting.Id, setback), cancellationToken);
        }
    }

    private async Task TakeAgainAsync(Envelope envelope, IUnitOfWork uow)
    {
        if (await Inbox.TakeAgainAsync(uow, envelope.Id))
        {
            await HandleAsync(envelope, uow);
        }
    }

    private Task HandleAsync(Envelope envelope, IUnitOfWork uow)
    {
        var message = envelope.Read();
        if (message.Town != envelope.Town)
        {
            throw new InvalidOperationException($"{envelope.Type} {envelope.Id} came for town {envelope.Town} but speaks of {message.Town}.");
        }

        return handlers.TryGetValue(message.GetType(), out var handle)
            ? handle(message, uow)
            : throw new InvalidOperationException($"{Service} is named in the manifest for {envelope.Type} but has no handler for it.");
    }

    private static bool IsOfTheMessage(Exception e) => e is not StoreUnavailableException and not OperationCanceledException;

    private Setback SetbackAfter(Exception e, Envelope envelope, int attemptsBefore)
    {
        if (e is NotYetException)
        {
            return new Setback("waiting", attemptsBefore, time.GetUtcNow() + GapWait, e.Message);
        }

        var attempts = attemptsBefore + 1;
        var dead = attempts >= MostAttempts || e is UnreadableMessageException;
        log.Log(
            dead ? LogLevel.Error : LogLevel.Warning,
            e,
            "{Service} could not handle {Type} {Id} (attempt {Attempt}){Outcome}",
            Service, envelope.Type, envelope.Id, attempts, dead ? ": it is a dead letter now" : string.Empty);
        var error = $"{e.GetType().Name}: {e.Message}";
        error = error.Length > 2000 ? error[..2000] : error;
        return dead
            ? new Setback("dead", attempts, null, error)
            : new Setback("waiting", attempts, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(2, attempts - 1)), error);
    }

    private Activity? Start(Envelope envelope)
    {
        ActivityContext.TryParse(envelope.TraceParent, null, out var parent);
        return CsirtTracing.Source.StartActivity($"{Service} {envelope.Type}", ActivityKind.Consumer, parent);
    }
}

/// <summary>The town of background reads that look at every town's rows (relay, scheduler).</summary>
internal static class Everywhere
{
    public const string Town = "*";
}
