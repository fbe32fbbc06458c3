using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;

namespace Csirt.Directory.Keys;

/// <summary>Keys of machines and outside bodies: hashes only.</summary>
internal static class ApiKeyTable
{
    public static Migration Migration { get; } = new(103, "api keys", new Sql(
        """
        CREATE TABLE api_key (
            town TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, label TEXT NOT NULL, channel TEXT NOT NULL, contact_id TEXT,
            created_at INTEGER NOT NULL, created_by TEXT NOT NULL, expires_at INTEGER, revoked_at INTEGER,
            PRIMARY KEY (town, id)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE api_key (
            town CHAR(6) NOT NULL, id CHAR(32) NOT NULL, sha256 CHAR(64) NOT NULL, label NVARCHAR(100) NOT NULL, channel VARCHAR(16) NOT NULL, contact_id VARCHAR(32),
            created_at BIGINT NOT NULL, created_by VARCHAR(64) NOT NULL, expires_at BIGINT, revoked_at BIGINT,
            PRIMARY KEY (town, id));
        """));

    private static readonly Sql SelectAll = new(
        "SELECT id, sha256, label, channel, contact_id, created_at, expires_at, revoked_at FROM api_key WHERE town = @town ORDER BY id");

    private static readonly Sql Insert = new(
        """
        INSERT INTO api_key (town, id, sha256, label, channel, contact_id, created_at, created_by, expires_at)
        VALUES (@town, @id, @sha256, @label, @channel, @contactId, @now, @actor, @expiresAt)
        """)
    { Types = "@actor VARCHAR(64)" };

    private static readonly Sql Revoke = new("UPDATE api_key SET revoked_at = @now WHERE town = @town AND id = @id AND revoked_at IS NULL");

    public static async Task<IReadOnlyList<ApiKeyEntry>> AllAsync(IReadSession session) => [.. (await session.QueryAsync<Row>(SelectAll)).Select(r => r.ToEntry())];

    /// <summary>What goes out to the services that take keyed reports.</summary>
    public static async Task<IReadOnlyList<ApiKey>> InForceAsync(IReadSession session) =>
        [.. (await session.QueryAsync<Row>(SelectAll)).Where(r => r.RevokedAt is null).Select(r => new ApiKey(r.Id, r.Sha256, r.ParsedChannel, r.ContactId, r.ExpiresAt))];

    public static Task AddAsync(IUnitOfWork uow, NewApiKey key) => uow.ExecuteAsync(Insert, new
    {
        key.Id,
        key.Sha256,
        key.Label,
        channel = key.Channel.ToString(),
        key.ContactId,
        now = uow.Now,
        actor = uow.Actor,
        key.ExpiresAt,
    });

    public static async Task<bool> RevokeAsync(IUnitOfWork uow, string id) => await uow.ExecuteAsync(Revoke, new { id, now = uow.Now }) > 0;

    private sealed class Row
    {
        public string Id { get; init; } = string.Empty;

        public string Sha256 { get; init; } = string.Empty;

        public string Label { get; init; } = string.Empty;

        public string Channel { get; init; } = string.Empty;

        public string? ContactId { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? RevokedAt { get; init; }

        public Channel ParsedChannel => Enum.Parse<Channel>(Channel);

        public ApiKeyEntry ToEntry() => new(Id, Label, ParsedChannel, ContactId, CreatedAt, ExpiresAt, RevokedAt);
    }
}
