using System.Globalization;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Scheduling;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Messaging;

/// <summary>
/// How long messages are kept after everyone has them: <c>Messaging:KeepOutboxDays</c> (40: longer than the 35 nightly backups of
/// infra/backup.sh) for a replay to a restored service, <c>Messaging:KeepInboxDays</c> (80) to absorb it (docs/adr/0011). Inboxes must
/// be kept longer, or a replay would be handled twice.
/// </summary>
internal sealed class MessagePeriods
{
    private const int LongestDays = 3650;

    /// <exception cref="MessagePeriodsException">The inbox would be forgotten before the outbox.</exception>
    public MessagePeriods(IConfiguration configuration)
    {
        var outbox = configuration.GetValue("Messaging:KeepOutboxDays", 40);
        var inbox = configuration.GetValue("Messaging:KeepInboxDays", 80);
        if (outbox is < 1 or > LongestDays || inbox <= outbox || inbox > LongestDays)
        {
            throw new MessagePeriodsException(string.Create(
                CultureInfo.InvariantCulture,
                $"Messaging:KeepOutboxDays（{outbox}）は1以上、Messaging:KeepInboxDays（{inbox}）はそれより長く、{LongestDays}以下にしてください。受信の控えが先に消えると、再送されたメッセージを二重に処理します。"));
        }

        (Outbox, Inbox) = (TimeSpan.FromDays(outbox), TimeSpan.FromDays(inbox));
    }

    public TimeSpan Outbox { get; }

    public TimeSpan Inbox { get; }
}

/// <summary>The periods for which messages are kept can't be used.</summary>
internal sealed class MessagePeriodsException(string message) : UnusableDataException(message);

/// <summary>
/// Removes messages that everyone has had for longer than their period, once a day, a batch in each unit of work. Both tables are
/// walked along their keys, which grow with time: no index of its own makes every message dearer.
/// </summary>
internal sealed class PurgeMessages(MessagePeriods periods) : IDueWorkHandler
{
    public const string WorkKind = "purge_messages";
    public const string Subject = "messages";
    private const int Batch = 1000;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    private static readonly Sql SelectBatch = new(
        "SELECT seq, created_at FROM outbox WHERE seq > @after ORDER BY seq LIMIT @limit",
        "SELECT TOP (@limit) seq, created_at FROM outbox WHERE seq > @after ORDER BY seq")
    { Types = "@after BIGINT" };

    private static readonly Sql DeleteSettled = new("DELETE FROM outbox WHERE seq > @after AND seq <= @through AND settled_at < @before")
    { Types = "@after BIGINT, @through BIGINT, @before BIGINT" };

    // A message's id begins with the time at which it was said.
    private static readonly Sql DeleteHandled = new(
        "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE id < @saidBefore AND state = 'handled' AND received_at < @before ORDER BY id LIMIT @limit)",
        "DELETE FROM inbox WHERE id IN (SELECT TOP (@limit) id FROM inbox WHERE id < @saidBefore AND state = 'handled' AND received_at < @before ORDER BY id)")
    { Types = "@saidBefore CHAR(32), @before BIGINT" };

    public string Kind => WorkKind;

    public async Task HandleAsync(DueWork work, IUnitOfWork uow)
    {
        var reached = await PurgeOutboxAsync(uow, work.Payload is null ? 0 : work.Read<long>());
        var forgotten = await ForgetInboxAsync(uow);
        if (reached is not null || forgotten == Batch)
        {
            // What is on its way was looked at already where the outbox has come to its end.
            uow.Schedule(WorkKind, Subject, uow.Now, reached ?? long.MaxValue);
        }
        else
        {
            uow.Schedule(WorkKind, Subject, uow.Now + Daily);
        }
    }

    /// <summary>The last row looked at; null where what follows is younger.</summary>
    private async Task<long?> PurgeOutboxAsync(IUnitOfWork uow, long after)
    {
        var before = uow.Now - periods.Outbox;
        var rows = await uow.QueryAsync<OutboxRow>(SelectBatch, new { after, limit = Batch });
        if (rows.Count == 0)
        {
            return null;
        }

        await uow.ExecuteAsync(DeleteSettled, new { after, through = rows[^1].Seq, before });
        return rows.Count == Batch && rows[^1].CreatedAt < before ? rows[^1].Seq : null;
    }

    private Task<int> ForgetInboxAsync(IUnitOfWork uow)
    {
        var before = uow.Now - periods.Inbox;
        return uow.ExecuteAsync(DeleteHandled, new { saidBefore = before.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture), before, limit = Batch });
    }

    private sealed class OutboxRow
    {
        public long Seq { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}

/// <summary>
/// Begins the daily purge an hour after each start: what a process that was down for long still has in hand goes out, and is
/// absorbed by the inboxes, before these forget anything.
/// </summary>
internal sealed class PurgeAtStart(ServiceDatabase database) : ILoadAtStart
{
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    public Task LoadAsync(CancellationToken cancellationToken) => database.WriteAsync(
        Everywhere.Town,
        $"service:{database.Service}",
        uow =>
        {
            uow.Schedule(PurgeMessages.WorkKind, PurgeMessages.Subject, uow.Now + Settling);
            return Task.CompletedTask;
        },
        cancellationToken);
}
