using Csirt.Platform.Database;

namespace Csirt.Notification.Readiness;

/// <summary>What happened lately on each way: taken, failed, acknowledged, tested. Calls by hand prove no way of the system's.</summary>
internal static class WayHistory
{
    private static readonly Sql SelectAttempts = new(
        """
        SELECT n.person_id, n.contact_id, n.gateway,
            MAX(CASE WHEN a.outcome = 'sent' THEN a.tried_at END) AS delivered_at, MAX(CASE WHEN a.outcome = 'failed' THEN a.tried_at END) AS failed_at
        FROM attempt a JOIN notification n ON n.town = a.town AND n.id = a.notification_id
        WHERE a.town = @town AND a.tried_at > @since AND a.means IN ('mail', 'gateway')
        GROUP BY n.person_id, n.contact_id, n.gateway
        """);

    // By the page alone nothing is proven: it shows also what never arrived.
    private static readonly Sql SelectAnswers = new(
        """
        SELECT person_id, contact_id, gateway, MAX(acknowledged_at) AS acknowledged_at
        FROM notification WHERE town = @town AND acknowledged_at > @since AND acknowledged_how IN ('link', 'code', 'phone')
        GROUP BY person_id, contact_id, gateway
        """);

    private static readonly Sql SelectTests = new(
        """
        SELECT person_id, contact_id, gateway, MAX(requested_at) AS tested_at
        FROM notification WHERE town = @town AND test = 1 AND requested_at > @since
        GROUP BY person_id, contact_id, gateway
        """);

    public static async Task<ILookup<(string? PersonId, string? ContactId, string? Gateway), WayEvents>> SinceAsync(IReadSession session, DateTimeOffset since)
    {
        var all = (await session.QueryAsync<WayEvents>(SelectAttempts, new { since }))
            .Concat(await session.QueryAsync<WayEvents>(SelectAnswers, new { since }))
            .Concat(await session.QueryAsync<WayEvents>(SelectTests, new { since }));
        return all.ToLookup(row => (row.PersonId, row.ContactId, row.Gateway));
    }
}

/// <summary>Last events of a way; null where there were none.</summary>
internal sealed class WayEvents
{
    public string? PersonId { get; init; }

    public string? ContactId { get; init; }

    public string? Gateway { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? TestedAt { get; init; }
}
