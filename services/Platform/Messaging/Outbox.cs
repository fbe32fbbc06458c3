using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Platform.Messaging;

/// <summary>
/// What a service has said and whether each consumer has it: one row per message and consumer, so that one that is down
/// never holds up another. Settled rows are kept for replay to a restored peer.
/// </summary>
internal static class Outbox
{
    internal static readonly Migration Table = new(1, "outbox", new Sql(
        """
        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL, consumer TEXT NOT NULL, town TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL,
            body TEXT NOT NULL, trace_parent TEXT, created_at INTEGER NOT NULL, settled_at INTEGER,
            UNIQUE (id, consumer)) STRICT;
        CREATE INDEX outbox_unsettled ON outbox (consumer, seq) WHERE settled_at IS NULL;
        """,
        """
        CREATE TABLE outbox (
            seq BIGINT IDENTITY PRIMARY KEY,
            id CHAR(32) NOT NULL, consumer VARCHAR(32) NOT NULL, town CHAR(6) NOT NULL, [key] VARCHAR(64) NOT NULL, type VARCHAR(64) NOT NULL,
            body NVARCHAR(MAX) NOT NULL, trace_parent VARCHAR(64), created_at BIGINT NOT NULL, settled_at BIGINT,
            CONSTRAINT outbox_once UNIQUE (id, consumer));
        CREATE INDEX outbox_unsettled ON outbox (consumer, seq) WHERE settled_at IS NULL;
        """));

    // Under the town it is addressed to: that of the session, but for the few messages that cross (ICrossing).
    private static readonly Sql Insert = new(
        """
        INSERT INTO outbox (id, consumer, town, [key], type, body, trace_parent, created_at)
        SELECT @id, value, @addressee, @key, @type, @body, @traceParent, @now FROM json_each(@consumers)
        """,
        """
        INSERT INTO outbox (id, consumer, town, [key], type, body, trace_parent, created_at)
        SELECT @id, CAST(value AS VARCHAR(32)), @addressee, @key, @type, @body, @traceParent, @now FROM OPENJSON(@consumers)
        """)
    { Types = "@addressee CHAR(6)" };

    private static readonly Sql SelectUnsettled = new(
        """
        SELECT seq, id, town, key, type, body, trace_parent FROM outbox
        WHERE consumer = @consumer AND settled_at IS NULL ORDER BY seq LIMIT @limit
        """,
        """
        SELECT TOP (@limit) seq, id, town, [key], type, body, trace_parent FROM outbox
        WHERE consumer = @consumer AND settled_at IS NULL ORDER BY seq
        """);

    private static readonly Sql Settle = new(
        "UPDATE outbox SET settled_at = @now WHERE seq IN (SELECT value FROM json_each(@seqs))",
        "UPDATE outbox SET settled_at = @now WHERE seq IN (SELECT CAST(value AS BIGINT) FROM OPENJSON(@seqs))");

    // What was told back in an earlier epoch is told anew, from what is known now.
    private static readonly Sql Replay = new(
        "UPDATE outbox SET settled_at = NULL WHERE town = @town AND consumer = @consumer AND settled_at >= @since AND type <> 'Echoed'")
    { Types = "@since BIGINT" };

    private static readonly Sql OldestUnsettled = new("SELECT MIN(created_at) FROM outbox WHERE settled_at IS NULL");

    private static readonly Sql Newest = new(
        "SELECT created_at FROM outbox ORDER BY seq DESC LIMIT 1",
        "SELECT TOP (1) created_at FROM outbox ORDER BY seq DESC");

    /// <summary>Adds a row for each consumer of the manifest; returns their names.</summary>
    public static async Task<IReadOnlyList<string>> AddAsync(IUnitOfWork uow, IMessage message, string id, string? traceParent)
    {
        var consumers = message is IAddressed addressed ? [addressed.To] : Topology.Consumers[message.GetType()];
        var type = Topology.NameOf(message.GetType());
        var body = JsonSerializer.Serialize(message, message.GetType(), CsirtJson.Options);
        if (consumers.Count > 0)
        {
            var row = new { id, consumers = JsonSerializer.Serialize(consumers), addressee = message.Town, key = message.Key, type, body, traceParent, now = uow.Now };
            await uow.ExecuteAsync(Insert, row);
        }

        return consumers;
    }

    public static Task<IReadOnlyList<Envelope>> UnsettledAsync(IReadSession session, string consumer, int limit) =>
        session.QueryAsync<Envelope>(SelectUnsettled, new { consumer, limit });

    public static Task SettleAsync(IUnitOfWork uow, IEnumerable<long> seqs) =>
        uow.ExecuteAsync(Settle, new { seqs = JsonSerializer.Serialize(seqs), now = uow.Now });

    /// <summary>When the last row was written, by the clock of that moment (UTC); null where there is none.</summary>
    public static async Task<DateTimeOffset?> NewestAsync(IReadSession session) => Time(await session.QuerySingleAsync<long?>(Newest));

    /// <summary>Has what a restored consumer was given since then go out to it again; returns how many. Its inbox absorbs what it still has.</summary>
    public static Task<int> ReplayAsync(IUnitOfWork uow, string consumer, DateTimeOffset since) => uow.ExecuteAsync(Replay, new { consumer, since });

    /// <summary>When the oldest unsettled row was written (UTC); null where all are settled.</summary>
    public static async Task<DateTimeOffset?> OldestUnsettledAsync(IReadSession session) => Time(await session.QuerySingleAsync<long?>(OldestUnsettled));

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
