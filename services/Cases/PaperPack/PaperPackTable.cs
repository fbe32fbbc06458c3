using Csirt.Platform.Database;

namespace Csirt.Cases.PaperPack;

/// <summary>A row per town: when its pack was due, when it was written, what went wrong.</summary>
internal static class PaperPackTable
{
    internal static readonly Migration Table = new(122, "paper pack", new Sql(
        "CREATE TABLE paper_pack (town TEXT PRIMARY KEY, wanted_at INTEGER, made_at INTEGER, try_at INTEGER, error TEXT) STRICT;",
        "CREATE TABLE paper_pack (town CHAR(6) PRIMARY KEY, wanted_at BIGINT, made_at BIGINT, try_at BIGINT, error VARCHAR(32));"));

    private static readonly Sql Begin = new(
        "INSERT INTO paper_pack (town, wanted_at, try_at) SELECT @town, @now, @now WHERE NOT EXISTS (SELECT 1 FROM paper_pack WHERE town = @town)");

    private static readonly Sql Want = new("UPDATE paper_pack SET wanted_at = @wantedAt, try_at = @now WHERE town = @town");

    private static readonly Sql SelectWaiting = new(
        "SELECT town, wanted_at, made_at, error FROM paper_pack WHERE try_at <= @now AND wanted_at IS NOT NULL AND (made_at IS NULL OR made_at < wanted_at)");

    private static readonly Sql Select = new("SELECT town, wanted_at, made_at, error FROM paper_pack WHERE town = @town");

    private static readonly Sql MarkMade = new("UPDATE paper_pack SET made_at = @madeAt, error = NULL WHERE town = @town");

    private static readonly Sql MarkFailed = new("UPDATE paper_pack SET error = @error, try_at = @tryAt WHERE town = @town");

    /// <summary>False where the town had its row already.</summary>
    public static async Task<bool> BeginAsync(IUnitOfWork uow) => await uow.ExecuteAsync(Begin, new { now = uow.Now }) == 1;

    public static Task WantAsync(IUnitOfWork uow, DateTimeOffset wantedAt) => uow.ExecuteAsync(Want, new { wantedAt, now = uow.Now });

    /// <summary>Packs of every town that are due and not written.</summary>
    public static Task<IReadOnlyList<PaperPackRow>> WaitingAsync(IReadSession session, DateTimeOffset now) => session.QueryAsync<PaperPackRow>(SelectWaiting, new { now });

    public static Task<PaperPackRow?> FindAsync(IReadSession session) => session.QuerySingleAsync<PaperPackRow>(Select);

    /// <summary>Written, as of that moment: what was wanted since is still to be written.</summary>
    public static Task MadeAsync(IUnitOfWork uow, DateTimeOffset madeAt) => uow.ExecuteAsync(MarkMade, new { madeAt });

    public static Task FailedAsync(IUnitOfWork uow, string error, DateTimeOffset tryAt) => uow.ExecuteAsync(MarkFailed, new { error, tryAt });
}

/// <summary>A row of it.</summary>
internal sealed class PaperPackRow
{
    public required string Town { get; init; }

    public DateTimeOffset? WantedAt { get; init; }

    public DateTimeOffset? MadeAt { get; init; }

    public string? Error { get; init; }

    public bool IsLate => WantedAt is not null && (MadeAt is null || MadeAt < WantedAt);
}
