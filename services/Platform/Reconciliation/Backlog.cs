using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Scheduling;

namespace Csirt.Platform.Reconciliation;

/// <summary>How far behind a service is, over all towns.</summary>
/// <param name="OldestOutboxAt">When the oldest message was said that a consumer still has not got (UTC); null where all have theirs.</param>
/// <param name="OldestDueAt">When the oldest overdue work was due (UTC); null where nothing is overdue.</param>
public sealed record Backlog(DateTimeOffset? OldestOutboxAt, DateTimeOffset? OldestDueAt)
{
    /// <summary>As it stands now.</summary>
    public static Task<Backlog> ReadAsync(ServiceDatabase database, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(Everywhere.Town, s => ReadAsync(s, now), cancellationToken);

    internal static async Task<Backlog> ReadAsync(IReadSession session, DateTimeOffset now) =>
        new(await Outbox.OldestUnsettledAsync(session), await DueWorkTable.OldestDueAsync(session, now));
}
