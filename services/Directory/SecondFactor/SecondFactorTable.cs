using Csirt.Platform.Database;

namespace Csirt.Directory.SecondFactor;

/// <summary>A person's authenticator.</summary>
internal sealed class Authenticator
{
    public string SecretHex { get; init; } = string.Empty;

    /// <summary>Null until a first code proved that the authenticator has the secret.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Last time step whose code was taken.</summary>
    public long UsedStep { get; init; }

    public byte[] Secret => Convert.FromHexString(SecretHex);
}

/// <summary>Authenticators and printed codes. An account has a second factor once one is confirmed or a sheet was issued.</summary>
internal static class SecondFactorTable
{
    public static Migration Migration { get; } = new(106, "second factors", new Sql(
        """
        CREATE TABLE authenticator (
            town TEXT NOT NULL, person_id TEXT NOT NULL, secret_hex TEXT NOT NULL, confirmed_at INTEGER, used_step INTEGER NOT NULL,
            PRIMARY KEY (town, person_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE printed_code (
            town TEXT NOT NULL, person_id TEXT NOT NULL, sha256 TEXT NOT NULL, used_at INTEGER,
            PRIMARY KEY (town, person_id, sha256)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE authenticator (
            town CHAR(6) NOT NULL, person_id VARCHAR(32) NOT NULL, secret_hex VARCHAR(64) NOT NULL, confirmed_at BIGINT, used_step BIGINT NOT NULL,
            PRIMARY KEY (town, person_id));
        CREATE TABLE printed_code (
            town CHAR(6) NOT NULL, person_id VARCHAR(32) NOT NULL, sha256 CHAR(64) NOT NULL, used_at BIGINT,
            PRIMARY KEY (town, person_id, sha256));
        """));

    /// <summary>An authenticator that was begun stands beside the one in use until a code of it was seen.</summary>
    public static Migration Begun { get; } = new(107, "authenticators begun", new Sql(
        """
        CREATE TABLE authenticator_begun (
            town TEXT NOT NULL, person_id TEXT NOT NULL, secret_hex TEXT NOT NULL,
            PRIMARY KEY (town, person_id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE authenticator_begun (
            town CHAR(6) NOT NULL, person_id VARCHAR(32) NOT NULL, secret_hex VARCHAR(64) NOT NULL,
            PRIMARY KEY (town, person_id));
        """));

    private static readonly Sql SelectAuthenticator = new(
        "SELECT secret_hex, confirmed_at, used_step FROM authenticator WHERE town = @town AND person_id = @personId");

    private static readonly Sql SelectBegun = new("SELECT secret_hex FROM authenticator_begun WHERE town = @town AND person_id = @personId");

    private static readonly Sql InsertBegun = new("INSERT INTO authenticator_begun (town, person_id, secret_hex) VALUES (@town, @personId, @secretHex)");

    private static readonly Sql DeleteBegun = new("DELETE FROM authenticator_begun WHERE town = @town AND person_id = @personId");

    private static readonly Sql InsertAuthenticator = new(
        "INSERT INTO authenticator (town, person_id, secret_hex, confirmed_at, used_step) VALUES (@town, @personId, @secretHex, @now, @step)")
    { Types = "@step BIGINT" };

    private static readonly Sql UseStep = new(
        "UPDATE authenticator SET used_step = @step WHERE town = @town AND person_id = @personId AND used_step < @step")
    { Types = "@step BIGINT" };

    private static readonly Sql DeleteAuthenticator = new("DELETE FROM authenticator WHERE town = @town AND person_id = @personId");

    private static readonly Sql InsertCode = new("INSERT INTO printed_code (town, person_id, sha256) VALUES (@town, @personId, @sha256)");

    private static readonly Sql UseCode = new(
        "UPDATE printed_code SET used_at = @now WHERE town = @town AND person_id = @personId AND sha256 = @sha256 AND used_at IS NULL");

    private static readonly Sql CountCodes = new("SELECT COUNT(*) FROM printed_code WHERE town = @town AND person_id = @personId");

    private static readonly Sql CountUnused = new("SELECT COUNT(*) FROM printed_code WHERE town = @town AND person_id = @personId AND used_at IS NULL");

    private static readonly Sql DeleteCodes = new("DELETE FROM printed_code WHERE town = @town AND person_id = @personId");

    private static readonly Sql SelectHolders = new(
        """
        SELECT person_id FROM authenticator WHERE town = @town AND confirmed_at IS NOT NULL
        UNION SELECT person_id FROM printed_code WHERE town = @town
        """);

    public static Task<Authenticator?> AuthenticatorAsync(IReadSession session, string personId) =>
        session.QuerySingleAsync<Authenticator>(SelectAuthenticator, new { personId });

    /// <summary>Does signing in take a second factor?</summary>
    public static async Task<bool> IsSetAsync(IReadSession session, string personId) =>
        (await AuthenticatorAsync(session, personId))?.ConfirmedAt is not null || await session.QuerySingleAsync<long>(CountCodes, new { personId }) > 0;

    public static async Task<int> CodesLeftAsync(IReadSession session, string personId) =>
        (int)await session.QuerySingleAsync<long>(CountUnused, new { personId });

    /// <summary>Codes of the sheet not used yet; null where no sheet was issued.</summary>
    public static async Task<int?> SheetAsync(IReadSession session, string personId) =>
        await session.QuerySingleAsync<long>(CountCodes, new { personId }) > 0 ? await CodesLeftAsync(session, personId) : null;

    /// <summary>Everyone of the town who has a second factor.</summary>
    public static async Task<IReadOnlySet<string>> HoldersAsync(IReadSession session) => (await session.QueryAsync<string>(SelectHolders)).ToHashSet();

    /// <summary>Takes a code of the authenticator or off the sheet, once; false where it is none of them.</summary>
    public static async Task<bool> TakeAsync(IUnitOfWork uow, string personId, string code)
    {
        if (await AuthenticatorAsync(uow, personId) is { ConfirmedAt: not null } authenticator
            && Totp.Match(authenticator.Secret, code.Trim(), uow.Now, authenticator.UsedStep) is { } step)
        {
            return await uow.ExecuteAsync(UseStep, new { personId, step }) == 1;
        }

        return await uow.ExecuteAsync(UseCode, new { personId, sha256 = PrintedCodes.HashOf(code), now = uow.Now }) == 1;
    }

    public static async Task BeginAuthenticatorAsync(IUnitOfWork uow, string personId, byte[] secret)
    {
        await uow.ExecuteAsync(DeleteBegun, new { personId });
        await uow.ExecuteAsync(InsertBegun, new { personId, secretHex = Convert.ToHexStringLower(secret) });
    }

    /// <summary>The one that was begun takes the place of the one before, whose codes end; false where the code is not of it.</summary>
    public static async Task<bool> ConfirmAsync(IUnitOfWork uow, string personId, string code)
    {
        if (await uow.QuerySingleAsync<string>(SelectBegun, new { personId }) is not { } secretHex
            || Totp.Match(Convert.FromHexString(secretHex), code.Trim(), uow.Now, 0) is not { } step)
        {
            return false;
        }

        await uow.ExecuteAsync(DeleteBegun, new { personId });
        await uow.ExecuteAsync(DeleteAuthenticator, new { personId });
        return await uow.ExecuteAsync(InsertAuthenticator, new { personId, secretHex, step, now = uow.Now }) == 1;
    }

    /// <summary>A fresh sheet; the codes of the one before it end.</summary>
    public static async Task IssueSheetAsync(IUnitOfWork uow, string personId, IEnumerable<string> codes)
    {
        await uow.ExecuteAsync(DeleteCodes, new { personId });
        foreach (var code in codes)
        {
            await uow.ExecuteAsync(InsertCode, new { personId, sha256 = PrintedCodes.HashOf(code) });
        }
    }

    public static async Task RemoveAsync(IUnitOfWork uow, string personId)
    {
        await uow.ExecuteAsync(DeleteBegun, new { personId });
        await uow.ExecuteAsync(DeleteAuthenticator, new { personId });
        await uow.ExecuteAsync(DeleteCodes, new { personId });
    }
}
