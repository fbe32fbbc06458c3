using Csirt.Platform.Database;

namespace Csirt.Platform.Epochs;

/// <summary>The epochs of a service; a row for each town that it knows.</summary>
internal static class EpochTable
{
    internal static readonly Migration Table = new(30, "epoch", new Sql(
        """
        CREATE TABLE epoch (
            town TEXT NOT NULL, id TEXT NOT NULL, begun_at INTEGER NOT NULL, known_through_at INTEGER NOT NULL, announced_at INTEGER,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE epoch (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, begun_at BIGINT NOT NULL, known_through_at BIGINT NOT NULL, announced_at BIGINT,
            PRIMARY KEY (town, id));
        """));

    private static readonly Sql SelectKnownThrough = new(
        """
        SELECT MAX(at) FROM (
            SELECT MAX(created_at) AS at FROM outbox UNION ALL SELECT MAX(received_at) AS at FROM inbox UNION ALL SELECT MAX(at) AS at FROM audit) known
        """);

    private static readonly Sql Insert = new(
        """
        INSERT INTO epoch (town, id, begun_at, known_through_at)
        SELECT known.town, @id, @now, @knownThroughAt
        FROM (SELECT town FROM outbox UNION SELECT town FROM inbox UNION SELECT town FROM directory_copy) known WHERE known.town <> '*'
        """);

    private static readonly Sql SelectUnannounced = new("SELECT town, id, begun_at, known_through_at FROM epoch WHERE announced_at IS NULL ORDER BY begun_at, town");

    private static readonly Sql Announce = new("UPDATE epoch SET announced_at = @now WHERE town = @town AND id = @id AND announced_at IS NULL");

    /// <summary>Puts a new epoch down for every town; returns until when the service knows what happened (UTC).</summary>
    public static async Task<DateTimeOffset> BeginAsync(IUnitOfWork uow, string id)
    {
        var known = await uow.QuerySingleAsync<long?>(SelectKnownThrough) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.UnixEpoch;
        await uow.ExecuteAsync(Insert, new { id, now = uow.Now, knownThroughAt = known });
        return known;
    }

    public static Task<IReadOnlyList<Epoch>> UnannouncedAsync(IReadSession session) => session.QueryAsync<Epoch>(SelectUnannounced);

    /// <summary>False where another process has announced it meanwhile.</summary>
    public static async Task<bool> AnnounceAsync(IUnitOfWork uow, string id) => await uow.ExecuteAsync(Announce, new { id, now = uow.Now }) == 1;
}
