using Csirt.Platform.Database;
using Csirt.Platform.Text;

namespace Csirt.Platform.Messaging;

/// <summary>
/// What a service has taken in. <c>handled</c>: done, repeats are absorbed. <c>waiting</c>: taken over and tried again later.
/// <c>dead</c>: can't be handled; a person looks at it and replays it, or dismisses it: then it counts as <c>handled</c>, its content
/// is gone, and the reason stands where the error stood.
/// </summary>
internal static class Inbox
{
    internal static readonly Migration Table = new(2, "inbox", new Sql(
        """
        CREATE TABLE inbox (
            id TEXT PRIMARY KEY, town TEXT NOT NULL, type TEXT NOT NULL, key TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('handled', 'waiting', 'dead')),
            received_at INTEGER NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER,
            body TEXT, trace_parent TEXT, error TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX inbox_waiting ON inbox (due_at) WHERE state = 'waiting';
        CREATE INDEX inbox_dead ON inbox (town, received_at) WHERE state = 'dead';
        """,
        """
        CREATE TABLE inbox (
            id CHAR(32) PRIMARY KEY, town CHAR(6) NOT NULL, type VARCHAR(64) NOT NULL, [key] VARCHAR(64) NOT NULL,
            state VARCHAR(8) NOT NULL CHECK (state IN ('handled', 'waiting', 'dead')),
            received_at BIGINT NOT NULL, attempts INT NOT NULL, due_at BIGINT,
            body NVARCHAR(MAX), trace_parent VARCHAR(64), error NVARCHAR(2000));
        CREATE INDEX inbox_waiting ON inbox (due_at) WHERE state = 'waiting';
        CREATE INDEX inbox_dead ON inbox (town, received_at) WHERE state = 'dead';
        """));

    private static readonly Sql InsertHandled = new(
        """
        INSERT INTO inbox (id, town, type, [key], state, received_at, attempts)
        SELECT @id, @town, @type, @key, 'handled', @now, 1 WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE id = @id)
        """);

    private static readonly Sql InsertFailed = new(
        """
        INSERT INTO inbox (id, town, type, [key], state, received_at, attempts, due_at, body, trace_parent, error)
        SELECT @id, @town, @type, @key, @state, @now, @attempts, @dueAt, @body, @traceParent, @error
        WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE id = @id)
        """);

    private static readonly Sql MarkHandled = new(
        "UPDATE inbox SET state = 'handled', attempts = attempts + 1, due_at = NULL, body = NULL, error = NULL WHERE id = @id AND state = 'waiting' AND town = @town");

    private static readonly Sql MarkFailed = new(
        "UPDATE inbox SET state = @state, attempts = @attempts, due_at = @dueAt, error = @error WHERE id = @id AND state = 'waiting' AND town = @town");

    private static readonly Sql SelectDue = new(
        """
        SELECT id, town, key, type, body, trace_parent, attempts FROM inbox
        WHERE state = 'waiting' AND due_at <= @now ORDER BY due_at LIMIT @limit
        """,
        """
        SELECT TOP (@limit) id, town, [key], type, body, trace_parent, attempts FROM inbox
        WHERE state = 'waiting' AND due_at <= @now ORDER BY due_at
        """);

    // Those of no town ('*') could not be read: DeadLettersCommand shows them to whoever operates the installation.
    private static readonly Sql SelectDead = new(
        """
        SELECT id, type, key, state, received_at, attempts, due_at, error FROM inbox
        WHERE town = @town AND state = 'dead' ORDER BY received_at, id LIMIT 500
        """,
        """
        SELECT TOP (500) id, type, [key], state, received_at, attempts, due_at, error FROM inbox
        WHERE town = @town AND state = 'dead' ORDER BY received_at, id
        """);

    private static readonly Sql CountDead = new("SELECT town, COUNT(*) AS letters FROM inbox WHERE state = 'dead' GROUP BY town ORDER BY town");

    private static readonly Sql SelectKeysSince = new(
        "SELECT DISTINCT key FROM inbox WHERE town = @town AND type = @type AND received_at >= @since",
        "SELECT DISTINCT [key] FROM inbox WHERE town = @town AND type = @type AND received_at >= @since")
    { Types = "@since BIGINT" };

    private static readonly Sql Revive = new(
        "UPDATE inbox SET state = 'waiting', attempts = 0, due_at = @now WHERE id = @id AND town = @town AND state = 'dead'");

    private static readonly Sql Dismiss = new(
        "UPDATE inbox SET state = 'handled', due_at = NULL, body = NULL, error = @reason WHERE id = @id AND town = @town AND state = 'dead'")
    { Types = "@reason NVARCHAR(2000)" };

    // Pauses are seconds and minutes: after the clock was set back, all that wait are tried.
    private static readonly Sql Hasten = new("UPDATE inbox SET due_at = @now WHERE state = 'waiting' AND due_at > @now");

    /// <summary>What messages of a type were about that came in since then.</summary>
    public static Task<IReadOnlyList<string>> KeysSinceAsync(IReadSession session, string type, DateTimeOffset since) =>
        session.QueryAsync<string>(SelectKeysSince, new { type, since });

    /// <summary>False where the message was taken in before: then there is nothing to do.</summary>
    public static async Task<bool> TakeAsync(IUnitOfWork uow, Envelope e) =>
        await uow.ExecuteAsync(InsertHandled, new { e.Id, e.Type, e.Key, now = uow.Now }) == 1;

    /// <summary>False where someone else has taken or ended it meanwhile.</summary>
    public static async Task<bool> TakeAgainAsync(IUnitOfWork uow, string id) => await uow.ExecuteAsync(MarkHandled, new { id }) == 1;

    /// <summary>Takes a message over that could not be handled at first.</summary>
    public static Task PutAsideAsync(IUnitOfWork uow, Envelope e, Setback setback) => uow.ExecuteAsync(
        InsertFailed,
        new { e.Id, e.Type, e.Key, e.Body, e.TraceParent, setback.State, setback.Attempts, setback.DueAt, setback.Error, now = uow.Now });

    public static Task PutAsideAgainAsync(IUnitOfWork uow, string id, Setback setback) =>
        uow.ExecuteAsync(MarkFailed, new { id, setback.State, setback.Attempts, setback.DueAt, setback.Error });

    public static Task<IReadOnlyList<WaitingMessage>> DueAsync(IReadSession session, DateTimeOffset now, int limit) =>
        session.QueryAsync<WaitingMessage>(SelectDue, new { now, limit });

    /// <summary>What waits is due now.</summary>
    public static Task HastenAsync(IUnitOfWork uow) => uow.ExecuteAsync(Hasten, new { now = uow.Now });

    public static Task<IReadOnlyList<DeadLetterRow>> DeadAsync(IReadSession session) => session.QueryAsync<DeadLetterRow>(SelectDead);

    /// <summary>How many there are of each town, and of none (<c>*</c>).</summary>
    public static Task<IReadOnlyList<DeadOfTown>> CountDeadAsync(IReadSession session) => session.QueryAsync<DeadOfTown>(CountDead);

    /// <summary>False where no such dead letter exists in the town.</summary>
    public static async Task<bool> ReviveAsync(IUnitOfWork uow, string id) => await uow.ExecuteAsync(Revive, new { id, now = uow.Now }) == 1;

    /// <summary>
    /// A person decided that it is not to be handled: its content goes, and a repeat of it is absorbed. False where no such dead
    /// letter exists in the town.
    /// </summary>
    public static async Task<bool> DismissAsync(IUnitOfWork uow, string id, string why)
    {
        var reason = LeakedValues.Mask(why);
        if (await uow.ExecuteAsync(Dismiss, new { id, reason }) == 0)
        {
            return false;
        }

        uow.Audit("dead_letter.dismissed", $"message/{id}", new { reason });
        return true;
    }
}

/// <summary>What becomes of a message that could not be handled.</summary>
internal sealed record Setback(string State, int Attempts, DateTimeOffset? DueAt, string Error);

/// <summary>A waiting message.</summary>
internal sealed class WaitingMessage
{
    public required string Id { get; init; }

    public required string Town { get; init; }

    public required string Key { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    public string? TraceParent { get; init; }

    public int Attempts { get; init; }

    public Envelope ToEnvelope() => new() { Id = Id, Town = Town, Key = Key, Type = Type, Body = Body, TraceParent = TraceParent };
}

/// <summary>Number of dead letters of a town.</summary>
internal sealed class DeadOfTown
{
    public required string Town { get; init; }

    public long Letters { get; init; }
}

/// <summary>A dead letter without its content.</summary>
internal sealed class DeadLetterRow
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Key { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public int Attempts { get; init; }

    public string? Error { get; init; }
}
