using System.Text.Json;
using Csirt.Directory.Towns;
using Csirt.Platform.Database;

namespace Csirt.Directory.Accounts;

/// <summary>A local account (ASP.NET Core Identity's password hashes, own tables).</summary>
internal sealed class Account
{
    public string PersonId { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public string PasswordHash { get; init; } = string.Empty;

    /// <summary>The password is a temporary one: to be changed before the first sign-in (policy 6.2(1)カ).</summary>
    public bool Temporary { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    public DateTimeOffset? LastSignOutAt { get; init; }
}

internal static class AccountTable
{
    public static Migration Migration { get; } = new(101, "accounts", new Sql(
        """
        CREATE TABLE account (
            town TEXT NOT NULL, person_id TEXT NOT NULL, user_name TEXT NOT NULL, password_hash TEXT NOT NULL, temporary INTEGER NOT NULL,
            disabled_at INTEGER, disabled_because TEXT,
            created_at INTEGER NOT NULL, last_sign_in_at INTEGER, last_sign_out_at INTEGER,
            PRIMARY KEY (town, person_id)) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX account_user_name ON account (town, user_name);
        """,
        """
        CREATE TABLE account (
            town CHAR(6) NOT NULL, person_id VARCHAR(32) NOT NULL, user_name VARCHAR(64) NOT NULL, password_hash VARCHAR(200) NOT NULL, temporary BIT NOT NULL,
            disabled_at BIGINT, disabled_because VARCHAR(16),
            created_at BIGINT NOT NULL, last_sign_in_at BIGINT, last_sign_out_at BIGINT,
            PRIMARY KEY (town, person_id));
        CREATE UNIQUE INDEX account_user_name ON account (town, user_name);
        """));

    private const string Columns = "SELECT person_id, user_name, password_hash, temporary, disabled_at, created_at, last_sign_in_at, last_sign_out_at FROM account";

    private static readonly Sql SelectAll = new($"{Columns} WHERE town = @town ORDER BY user_name");

    private static readonly Sql SelectByName = new($"{Columns} WHERE town = @town AND user_name = @userName");

    private static readonly Sql SelectByPerson = new($"{Columns} WHERE town = @town AND person_id = @personId");

    private static readonly Sql Insert = new(
        """
        INSERT INTO account (town, person_id, user_name, password_hash, temporary, created_at)
        SELECT @town, @personId, @userName, @hash, @temporary, @now
        WHERE NOT EXISTS (SELECT 1 FROM account WHERE town = @town AND (person_id = @personId OR user_name = @userName))
        """)
    { Types = "@hash VARCHAR(200)" };

    private static readonly Sql Rename = new("UPDATE account SET user_name = @userName WHERE town = @town AND person_id = @personId AND user_name <> @userName");

    private static readonly Sql Enable = new(
        "UPDATE account SET disabled_at = NULL, disabled_because = NULL WHERE town = @town AND person_id = @personId AND disabled_because = @because")
    { Types = "@because VARCHAR(16)" };

    private static readonly Sql Disable = new(
        "UPDATE account SET disabled_at = @now, disabled_because = @because WHERE town = @town AND person_id = @personId AND disabled_at IS NULL")
    { Types = "@because VARCHAR(16)" };

    private static readonly Sql DisableLeavers = new(
        """
        UPDATE account SET disabled_at = @now, disabled_because = 'left'
        WHERE town = @town AND disabled_at IS NULL AND person_id NOT IN (SELECT value FROM json_each(@people))
        """,
        """
        UPDATE account SET disabled_at = @now, disabled_because = 'left'
        WHERE town = @town AND disabled_at IS NULL AND person_id NOT IN (SELECT CAST(value AS VARCHAR(32)) FROM OPENJSON(@people))
        """);

    private static readonly Sql UpdatePassword = new(
        "UPDATE account SET password_hash = @hash, temporary = @temporary WHERE town = @town AND person_id = @personId")
    { Types = "@hash VARCHAR(200)" };

    private static readonly Sql SignedIn = new("UPDATE account SET last_sign_in_at = @now WHERE town = @town AND person_id = @personId");

    /// <summary>Every account of the town.</summary>
    public static Task<IReadOnlyList<Account>> AllAsync(IReadSession session) => session.QueryAsync<Account>(SelectAll);

    public static Task<Account?> ByNameAsync(IReadSession session, string userName) => session.QuerySingleAsync<Account>(SelectByName, new { userName });

    public static Task<Account?> ByPersonAsync(IReadSession session, string personId) => session.QuerySingleAsync<Account>(SelectByPerson, new { personId });

    public static Task NoteSignInAsync(IUnitOfWork uow, string personId) => uow.ExecuteAsync(SignedIn, new { personId, now = uow.Now });

    public static async Task<bool> AddAsync(IUnitOfWork uow, AccountSeed seed, string hash, bool temporary) =>
        await uow.ExecuteAsync(Insert, new { seed.PersonId, seed.UserName, hash, temporary, now = uow.Now }) > 0;

    public static Task SetPasswordAsync(IUnitOfWork uow, string personId, string hash, bool temporary) =>
        uow.ExecuteAsync(UpdatePassword, new { personId, hash, temporary });

    public static async Task<bool> DisableAsync(IUnitOfWork uow, string personId) =>
        await uow.ExecuteAsync(Disable, new { personId, now = uow.Now, because = "operator" }) > 0;

    public static async Task<bool> EnableAsync(IUnitOfWork uow, string personId) =>
        await uow.ExecuteAsync(Enable, new { personId, because = "operator" }) > 0;

    /// <summary>Joiners, movers, leavers (policy 6.2(1)イ): names follow the files, whoever left them can't sign in.</summary>
    public static async Task FollowFilesAsync(IUnitOfWork uow, TownData town)
    {
        foreach (var seed in town.Accounts)
        {
            await uow.ExecuteAsync(Rename, new { seed.PersonId, seed.UserName });
            await uow.ExecuteAsync(Enable, new { seed.PersonId, because = "left" });
        }

        await uow.ExecuteAsync(DisableLeavers, new { now = uow.Now, people = JsonSerializer.Serialize(town.Accounts.Select(a => a.PersonId)) });
    }
}
