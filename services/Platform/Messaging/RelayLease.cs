using Csirt.Platform.Database;

namespace Csirt.Platform.Messaging;

/// <summary>
/// Where several processes of a service work on the same rows, one at a time carries them to a consumer: each row goes out once,
/// and in order (ADR 0025). The lease lasts a batch. That of a process which died ends by itself; what it had in hand goes out
/// again, and the inbox absorbs a repeat. A relay works for all towns, so its lease is everywhere's.
/// </summary>
internal static class RelayLease
{
    internal static readonly Migration Table = new(22, "relay lease", new Sql(
        "CREATE TABLE relay_lease (town TEXT, consumer TEXT, holder TEXT NOT NULL, until_at INTEGER NOT NULL, PRIMARY KEY (town, consumer)) STRICT, WITHOUT ROWID;",
        "CREATE TABLE relay_lease (town CHAR(6), consumer VARCHAR(32), holder CHAR(32) NOT NULL, until_at BIGINT NOT NULL, PRIMARY KEY (town, consumer));"));

    // Longer than a relay waits for a confirm, so that only one that died is overtaken.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    // One that lasts longer than any is given was taken under a clock that ran ahead.
    private static readonly Sql Take = new(
        """
        UPDATE relay_lease SET holder = @holder, until_at = @untilAt
        WHERE town = @town AND consumer = @consumer AND (holder = @holder OR until_at <= @now OR until_at > @untilAt)
        """);

    private static readonly Sql Insert = new(
        """
        INSERT INTO relay_lease (town, consumer, holder, until_at)
        SELECT @town, @consumer, @holder, @untilAt WHERE NOT EXISTS (SELECT 1 FROM relay_lease WHERE town = @town AND consumer = @consumer)
        """);

    private static readonly Sql Release = new("UPDATE relay_lease SET until_at = @now WHERE town = @town AND consumer = @consumer AND holder = @holder");

    /// <summary>False where another process is at it.</summary>
    public static async Task<bool> TakeAsync(IUnitOfWork uow, string consumer, string holder)
    {
        var lease = new { consumer, holder, untilAt = uow.Now + Duration, now = uow.Now };
        return await uow.ExecuteAsync(Take, lease) == 1 || await uow.ExecuteAsync(Insert, lease) == 1;
    }

    public static Task ReleaseAsync(IUnitOfWork uow, string consumer, string holder) =>
        uow.ExecuteAsync(Release, new { consumer, holder, now = uow.Now });
}
