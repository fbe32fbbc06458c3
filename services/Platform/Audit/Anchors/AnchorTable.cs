using Csirt.Platform.Database;

namespace Csirt.Platform.Audit.Anchors;

/// <summary>Anchors that a service made, and whether they lie in the folder outside yet.</summary>
internal static class AnchorTable
{
    internal static readonly Migration Table = new(20, "audit anchors", new Sql(
        """
        CREATE TABLE audit_anchor (
            number INTEGER PRIMARY KEY, town TEXT NOT NULL, made_at INTEGER NOT NULL, row_count INTEGER NOT NULL,
            fingerprint TEXT NOT NULL, body TEXT NOT NULL, exported_at INTEGER) STRICT;
        CREATE INDEX audit_anchor_waiting ON audit_anchor (number) WHERE exported_at IS NULL;
        CREATE INDEX audit_towns ON audit (town) WHERE seq = 1;
        """,
        """
        CREATE TABLE audit_anchor (
            number BIGINT PRIMARY KEY, town CHAR(6) NOT NULL, made_at BIGINT NOT NULL, row_count BIGINT NOT NULL,
            fingerprint CHAR(64) NOT NULL, body NVARCHAR(MAX) NOT NULL, exported_at BIGINT);
        CREATE INDEX audit_anchor_waiting ON audit_anchor (number) WHERE exported_at IS NULL;
        CREATE INDEX audit_towns ON audit (town) WHERE seq = 1;
        """));

    private static readonly Sql SelectHeads = new(
        """
        SELECT h.town, h.seq, a.hash
        FROM (SELECT f.town, (SELECT MAX(m.seq) FROM audit m WHERE m.town = f.town) AS seq FROM audit f WHERE f.seq = 1) h
        JOIN audit a ON a.town = h.town AND a.seq = h.seq ORDER BY h.town
        """);

    private static readonly Sql SelectLast = new(
        "SELECT number, made_at, row_count, fingerprint, body, exported_at FROM audit_anchor WHERE town = @town ORDER BY number DESC LIMIT 1",
        "SELECT TOP (1) number, made_at, row_count, fingerprint, body, exported_at FROM audit_anchor WHERE town = @town ORDER BY number DESC");

    private static readonly Sql SelectLastExported = new(
        "SELECT MAX(made_at) FROM audit_anchor WHERE town = @town AND exported_at IS NOT NULL");

    private static readonly Sql SelectWaiting = new(
        "SELECT number, made_at, row_count, fingerprint, body, exported_at FROM audit_anchor WHERE town = @town AND exported_at IS NULL ORDER BY number");

    private static readonly Sql Insert = new(
        """
        INSERT INTO audit_anchor (number, town, made_at, row_count, fingerprint, body)
        VALUES (@number, @town, @madeAt, @rowCount, @fingerprint, @body)
        """);

    private static readonly Sql MarkExported = new("UPDATE audit_anchor SET exported_at = @now WHERE town = @town AND number = @number");

    public static async Task<IReadOnlyList<ChainHead>> HeadsAsync(IReadSession session) =>
        [.. (await session.QueryAsync<HeadRow>(SelectHeads)).Select(h => new ChainHead(h.Town, h.Seq, h.Hash))];

    public static Task<AnchorRow?> LastAsync(IReadSession session) => session.QuerySingleAsync<AnchorRow>(SelectLast);

    /// <summary>When the latest anchor that lies outside was made (UTC); null where none does.</summary>
    public static async Task<DateTimeOffset?> LastExportedAsync(IReadSession session) =>
        await session.QuerySingleAsync<long?>(SelectLastExported) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public static Task<IReadOnlyList<AnchorRow>> WaitingAsync(IReadSession session) => session.QueryAsync<AnchorRow>(SelectWaiting);

    public static Task AddAsync(IUnitOfWork uow, SignedAnchor signed) => uow.ExecuteAsync(Insert, new
    {
        signed.Anchor.Number,
        signed.Anchor.MadeAt,
        RowCount = signed.Anchor.Chains.Sum(c => c.Seq),
        Fingerprint = signed.Anchor.Fingerprint(),
        Body = signed.Text(),
    });

    public static Task MarkExportedAsync(IUnitOfWork uow, long number) => uow.ExecuteAsync(MarkExported, new { number, now = uow.Now });

    private sealed class HeadRow
    {
        public required string Town { get; init; }

        public long Seq { get; init; }

        public required string Hash { get; init; }
    }
}

/// <summary>An anchor as it was made.</summary>
internal sealed class AnchorRow
{
    public long Number { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Rows of all chains together at that time.</summary>
    public long RowCount { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>The file, signature and all.</summary>
    public required string Body { get; init; }

    public DateTimeOffset? ExportedAt { get; init; }
}
