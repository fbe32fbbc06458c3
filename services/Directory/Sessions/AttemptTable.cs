using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Database;

namespace Csirt.Directory.Sessions;

/// <summary>
/// Failed attempts by user name, whether an account of that name exists or not: a lock tells a stranger nothing. Names are kept
/// as hashes, because people type passwords into that field by mistake.
/// </summary>
internal static class AttemptTable
{
    public static Migration Migration { get; } = new(105, "sign-in attempts", new Sql(
        """
        CREATE TABLE sign_in_attempt (
            town TEXT NOT NULL, name_sha256 TEXT NOT NULL, failures INTEGER NOT NULL, since_success INTEGER NOT NULL, locked_until_at INTEGER, last_at INTEGER NOT NULL,
            PRIMARY KEY (town, name_sha256)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE sign_in_attempt (
            town CHAR(6) NOT NULL, name_sha256 CHAR(64) NOT NULL, failures BIGINT NOT NULL, since_success BIGINT NOT NULL, locked_until_at BIGINT, last_at BIGINT NOT NULL,
            PRIMARY KEY (town, name_sha256));
        """));

    private const int MostFailures = 5;
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(30);

    private static readonly Sql Select = new(
        "SELECT failures, since_success, locked_until_at FROM sign_in_attempt WHERE town = @town AND name_sha256 = @name")
    { Types = "@name CHAR(64)" };

    private static readonly Sql Update = new(
        """
        UPDATE sign_in_attempt SET failures = @failures, since_success = since_success + 1, locked_until_at = @lockedUntilAt, last_at = @now
        WHERE town = @town AND name_sha256 = @name
        """)
    { Types = "@name CHAR(64)" };

    private static readonly Sql Insert = new(
        "INSERT INTO sign_in_attempt (town, name_sha256, failures, since_success, last_at) VALUES (@town, @name, 1, 1, @now)")
    { Types = "@name CHAR(64)" };

    private static readonly Sql DeleteOne = new("DELETE FROM sign_in_attempt WHERE town = @town AND name_sha256 = @name") { Types = "@name CHAR(64)" };

    private static readonly Sql DeleteOld = new("DELETE FROM sign_in_attempt WHERE town = @town AND last_at < @before");

    private static readonly Sql TakeBack = new(
        """
        UPDATE sign_in_attempt SET failures = failures - 1, since_success = since_success - 1, locked_until_at = NULL
        WHERE town = @town AND name_sha256 = @name AND failures > 0
        """)
    { Types = "@name CHAR(64)" };

    private static readonly Sql Unlock = new(
        "UPDATE sign_in_attempt SET failures = 0, locked_until_at = NULL WHERE town = @town AND name_sha256 = @name")
    { Types = "@name CHAR(64)" };

    /// <summary>
    /// Counts the attempt before it is checked – so that many at once can't outrun the limit – and tells until when the name is
    /// locked, or null where the attempt may go on. A success takes the count back.
    /// </summary>
    public static async Task<DateTimeOffset?> CountAsync(IUnitOfWork uow, string userName)
    {
        var name = HashOf(userName);
        if (await uow.QuerySingleAsync<Row>(Select, new { name }) is not { } row)
        {
            await uow.ExecuteAsync(DeleteOld, new { before = uow.Now - Forgotten });
            await uow.ExecuteAsync(Insert, new { name, now = uow.Now });
            return null;
        }

        if (Holds(row.LockedUntilAt, uow.Now))
        {
            return row.LockedUntilAt;
        }

        var failures = row.LockedUntilAt is null ? row.Failures + 1 : 1;
        await uow.ExecuteAsync(Update, new { name, failures, lockedUntilAt = failures >= MostFailures ? uow.Now + Lock : (DateTimeOffset?)null, now = uow.Now });
        return null;
    }

    /// <summary>The attempt succeeded. Returns how many before it had failed since the last success.</summary>
    public static async Task<int> SucceedAsync(IUnitOfWork uow, string userName)
    {
        var name = HashOf(userName);
        var row = await uow.QuerySingleAsync<Row>(Select, new { name });
        await uow.ExecuteAsync(DeleteOne, new { name });
        return row is null ? 0 : (int)row.SinceSuccess - 1;
    }

    /// <summary>The password was right and the second factor was not given yet: this attempt doesn't count, those before it do.</summary>
    public static Task TakeBackAsync(IUnitOfWork uow, string userName) => uow.ExecuteAsync(TakeBack, new { name = HashOf(userName) });

    public static async Task<DateTimeOffset?> LockedUntilAsync(IReadSession session, string userName, DateTimeOffset now) =>
        (await session.QuerySingleAsync<Row>(Select, new { name = HashOf(userName) }))?.LockedUntilAt is { } until && Holds(until, now) ? until : null;

    public static Task UnlockAsync(IUnitOfWork uow, string userName) => uow.ExecuteAsync(Unlock, new { name = HashOf(userName) });

    // One that ends later than any that is set comes from a clock that ran ahead: it would lock someone out for days.
    private static bool Holds(DateTimeOffset? until, DateTimeOffset now) => until > now && until <= now + Lock;

    private static string HashOf(string userName) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userName)));

    private sealed class Row
    {
        public long Failures { get; init; }

        public long SinceSuccess { get; init; }

        public DateTimeOffset? LockedUntilAt { get; init; }
    }
}
