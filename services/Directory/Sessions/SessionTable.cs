using Csirt.Platform.Database;

namespace Csirt.Directory.Sessions;

/// <summary>A sign-in that has not been signed out of.</summary>
internal sealed class Session
{
    /// <summary>The session ends when it was not renewed for so long (policy 6.2(1)オ).</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(30);

    /// <summary>The session ends after so long in any case.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public string Id { get; init; } = string.Empty;

    public string PersonId { get; init; } = string.Empty;

    public string SecretSha256 { get; init; } = string.Empty;

    public DateTimeOffset UsedAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    /// <summary>When it ends, or did, by itself.</summary>
    public DateTimeOffset TimesOutAt => EndsAt < UsedAt + IdleTimeout ? EndsAt : UsedAt + IdleTimeout;
}

internal static class SessionTable
{
    public static Migration Migration { get; } = new(104, "sessions", new Sql(
        """
        CREATE TABLE session (
            town TEXT NOT NULL, id TEXT NOT NULL, person_id TEXT NOT NULL, secret_sha256 TEXT NOT NULL, used_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX session_person ON session (town, person_id);
        """,
        """
        CREATE TABLE session (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, person_id VARCHAR(32) NOT NULL, secret_sha256 CHAR(64) NOT NULL, used_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
            PRIMARY KEY (town, id));
        CREATE INDEX session_person ON session (town, person_id);
        """));

    private const string Columns = "SELECT id, person_id, secret_sha256, used_at, ends_at FROM session";

    private static readonly Sql SelectOne = new($"{Columns} WHERE town = @town AND id = @id");

    private static readonly Sql SelectOfPerson = new($"{Columns} WHERE town = @town AND person_id = @personId");

    private static readonly Sql Insert = new(
        "INSERT INTO session (town, id, person_id, secret_sha256, used_at, ends_at) VALUES (@town, @id, @personId, @secretSha256, @usedAt, @endsAt)");

    private static readonly Sql Touch = new("UPDATE session SET used_at = @now WHERE town = @town AND id = @id");

    private static readonly Sql Delete = new("DELETE FROM session WHERE town = @town AND id = @id");

    private static readonly Sql DeleteOfPerson = new("DELETE FROM session WHERE town = @town AND person_id = @personId");

    private static readonly Sql NoteSignOut = new(
        """
        UPDATE account SET last_sign_out_at = @at
        WHERE town = @town AND person_id = @personId AND (last_sign_out_at IS NULL OR last_sign_out_at < @at)
        """)
    { Types = "@at BIGINT" };

    public static Task<Session?> FindAsync(IReadSession session, string id) => session.QuerySingleAsync<Session>(SelectOne, new { id });

    public static Task BeginAsync(IUnitOfWork uow, Session session) =>
        uow.ExecuteAsync(Insert, new { session.Id, session.PersonId, session.SecretSha256, session.UsedAt, session.EndsAt });

    public static Task TouchAsync(IUnitOfWork uow, string id) => uow.ExecuteAsync(Touch, new { id, now = uow.Now });

    /// <summary>Ends a session; it counts as signed out at that moment, or when it had timed out before.</summary>
    public static async Task EndAsync(IUnitOfWork uow, Session session)
    {
        await uow.ExecuteAsync(Delete, new { session.Id });
        await NoteEndAsync(uow, session);
    }

    /// <summary>Ends those of the person's sessions that have timed out; so the last sign-out can be told.</summary>
    public static async Task EndTimedOutAsync(IUnitOfWork uow, string personId)
    {
        foreach (var session in await uow.QueryAsync<Session>(SelectOfPerson, new { personId }))
        {
            if (session.TimesOutAt <= uow.Now)
            {
                await EndAsync(uow, session);
            }
        }
    }

    /// <summary>Ends every session of the person: the password changed, the account was closed.</summary>
    public static async Task EndAllAsync(IUnitOfWork uow, string personId)
    {
        foreach (var session in await uow.QueryAsync<Session>(SelectOfPerson, new { personId }))
        {
            await NoteEndAsync(uow, session);
        }

        await uow.ExecuteAsync(DeleteOfPerson, new { personId });
    }

    private static Task<int> NoteEndAsync(IUnitOfWork uow, Session session) =>
        uow.ExecuteAsync(NoteSignOut, new { session.PersonId, at = session.TimesOutAt < uow.Now ? session.TimesOutAt : uow.Now });
}
