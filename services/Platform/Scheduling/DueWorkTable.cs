using System.Text.Json;
using Csirt.Platform.Database;

namespace Csirt.Platform.Scheduling;

/// <summary>A change of the due work that a unit of work asked for; without a due time it is taken back.</summary>
internal sealed record DueWorkChange(string Kind, string Subject, DateTimeOffset? DueAt, string? Payload);

/// <summary>Deadlines, reminders, retries and checks: rows that wait, not moments that pass.</summary>
internal static class DueWorkTable
{
    internal static readonly Migration Table = new(3, "due work", new Sql(
        """
        CREATE TABLE due_work (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            town TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, due_at INTEGER NOT NULL, try_at INTEGER NOT NULL,
            payload TEXT, attempts INTEGER NOT NULL DEFAULT 0, error TEXT,
            UNIQUE (town, kind, subject)) STRICT;
        CREATE INDEX due_work_due ON due_work (try_at, seq);
        """,
        """
        CREATE TABLE due_work (
            seq BIGINT IDENTITY PRIMARY KEY,
            town CHAR(6) NOT NULL, kind VARCHAR(64) NOT NULL, subject VARCHAR(128) NOT NULL, due_at BIGINT NOT NULL, try_at BIGINT NOT NULL,
            payload NVARCHAR(MAX), attempts INT NOT NULL DEFAULT 0, error NVARCHAR(2000),
            CONSTRAINT due_work_once UNIQUE (town, kind, subject));
        CREATE INDEX due_work_due ON due_work (try_at, seq);
        """));

    private static readonly Sql Put = new(
        """
        INSERT INTO due_work (town, kind, subject, due_at, try_at, payload) VALUES (@town, @kind, @subject, @dueAt, @dueAt, @payload)
        ON CONFLICT (town, kind, subject) DO UPDATE SET due_at = @dueAt, try_at = @dueAt, payload = @payload, attempts = 0, error = NULL
        """,
        """
        UPDATE due_work SET due_at = @dueAt, try_at = @dueAt, payload = @payload, attempts = 0, error = NULL
        WHERE town = @town AND kind = @kind AND subject = @subject;
        IF @@ROWCOUNT = 0
            INSERT INTO due_work (town, kind, subject, due_at, try_at, payload) VALUES (@town, @kind, @subject, @dueAt, @dueAt, @payload)
        """);

    private static readonly Sql Remove = new("DELETE FROM due_work WHERE town = @town AND kind = @kind AND subject = @subject");

    private static readonly Sql SelectDue = new(
        "SELECT seq, town, kind, subject, due_at, payload, attempts FROM due_work WHERE try_at <= @now ORDER BY try_at, seq LIMIT @limit",
        "SELECT TOP (@limit) seq, town, kind, subject, due_at, payload, attempts FROM due_work WHERE try_at <= @now ORDER BY try_at, seq");

    private static readonly Sql OldestDue = new("SELECT MIN(due_at) FROM due_work WHERE try_at <= @now");

    private static readonly Sql Finish = new("DELETE FROM due_work WHERE seq = @seq AND town = @town AND due_at = @dueAt");

    private static readonly Sql PutOff = new(
        "UPDATE due_work SET try_at = @tryAt, attempts = attempts + 1, error = @error WHERE seq = @seq AND town = @town");

    private static readonly Sql Hasten = new(
        "UPDATE due_work SET try_at = @now WHERE try_at > @now AND kind IN (SELECT value FROM json_each(@kinds))",
        "UPDATE due_work SET try_at = @now WHERE try_at > @now AND kind IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@kinds))");

    public static async Task ApplyAsync(IUnitOfWork uow, DueWorkChange change)
    {
        var row = new { change.Kind, change.Subject, change.DueAt, change.Payload };
        await uow.ExecuteAsync(change.DueAt is null ? Remove : Put, row);
    }

    /// <summary>All due work of these kinds is tried now.</summary>
    public static Task HastenAsync(IUnitOfWork uow, IReadOnlyList<string> kinds) =>
        uow.ExecuteAsync(Hasten, new { kinds = JsonSerializer.Serialize(kinds), now = uow.Now });

    public static Task<IReadOnlyList<DueWork>> DueAsync(IReadSession session, DateTimeOffset now, int limit) =>
        session.QueryAsync<DueWork>(SelectDue, new { now, limit });

    /// <summary>When the oldest overdue work was due (UTC); null where nothing is overdue.</summary>
    public static async Task<DateTimeOffset?> OldestDueAsync(IReadSession session, DateTimeOffset now) =>
        await session.QuerySingleAsync<long?>(OldestDue, new { now }) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Claims and ends it in one; false where it was moved, taken back or done meanwhile.</summary>
    public static async Task<bool> FinishAsync(IUnitOfWork uow, DueWork work) =>
        await uow.ExecuteAsync(Finish, new { work.Seq, work.DueAt }) == 1;

    public static Task PutOffAsync(IUnitOfWork uow, DueWork work, DateTimeOffset tryAt, string error) =>
        uow.ExecuteAsync(PutOff, new { work.Seq, tryAt, error });
}
