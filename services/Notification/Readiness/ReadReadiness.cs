using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Notification.Gateways;
using Csirt.Notification.Recipients;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Readiness;

/// <summary>GET /api/notification/readiness: every contact without a way that works, found before an incident.</summary>
internal sealed class ReadReadiness(
    Database<NotificationModule> database, DirectoryCopies<NotificationModule> directories, GatewaySettings gateways, TestInterval interval, TimeProvider time)
{
    private const string Mail = "メール";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/readiness", (Caller caller, ReadReadiness read, CancellationToken stop) => read.DoAsync(caller, stop)).Requires(Act.ReadAlarms);

    /// <summary>Roles for which someone must be reachable: being 職員 alone is none.</summary>
    public static IReadOnlyList<Role> RolesOf(Person person) => [.. person.Roles.Select(held => held.Role).Where(role => role is not (Role.Staff or Role.SecurityCommittee)).Distinct()];

    private async Task<ContactReadiness> DoAsync(Caller caller, CancellationToken stop)
    {
        var directory = directories.Find(caller.Town) ?? throw Problem.NotFound("連絡網");
        var now = time.GetUtcNow();
        var history = await database.ReadAsync(caller.Town, session => WayHistory.SinceAsync(session, now - interval.Span), stop);
        var people = directory.Snapshot.People.Where(person => RolesOf(person).Count > 0).Select(person => OfPerson(person, directory, history, now));
        var contacts = directory.Snapshot.Contacts.Select(contact => OfContact(contact, history, now));
        IReadOnlyList<RecipientReadiness> all = [.. people.OrderBy(one => one.Reachable), .. contacts.OrderBy(one => one.Reachable)];
        return new ContactReadiness(
            now, all.All(one => one.Reachable), interval.Days, all.Count(one => !one.Reachable),
            all.Where(one => one.PersonId is not null).Sum(one => one.Ways.Count(way => way.TestDueAt is null || way.TestDueAt <= now)), all);
    }

    private RecipientReadiness OfPerson(Person person, TownDirectory directory, ILookup<(string?, string?, string?), WayEvents> history, DateTimeOffset now)
    {
        WayReadiness[] ways = [.. directory.WaysTo(person).Select(way => Way(way, directory.Gateway(way)?.Title ?? Mail, history[(person.Id, null, way)], Broken(directory, person.Id, null, way), now))];
        return new RecipientReadiness(
            person.Id, null, person.Name, RolesOf(person), ways.Any(way => way.Health == WayHealth.Working), person.Phone is not null || person.NightPhone is not null, ways);
    }

    private RecipientReadiness OfContact(OutsideContact contact, ILookup<(string?, string?, string?), WayEvents> history, DateTimeOffset now)
    {
        WayReadiness[] ways = string.IsNullOrWhiteSpace(contact.Mail) ? [] : [Way(null, Mail, history[(null, contact.Id, null)], broken: false, now)];
        var byHand = contact.Phone is not null || contact.NightPhone is not null || contact.Fax is not null;
        return new RecipientReadiness(null, contact.Id, contact.Name, [], byHand || ways.Any(way => way.Health == WayHealth.Working), byHand, ways);
    }

    // A mistyped address, or a gateway to which nothing leads.
    private bool Broken(TownDirectory directory, string? personId, string? contactId, string? way) =>
        Recipient.Find(directory, personId, contactId, way).Error is not null || (way is not null && gateways.Find(directory.Snapshot.Town, way) is null);

    private WayReadiness Way(string? gateway, string title, IEnumerable<WayEvents> events, bool broken, DateTimeOffset now)
    {
        var acknowledged = events.Max(one => one.AcknowledgedAt);
        var delivered = events.Max(one => one.DeliveredAt);
        var failed = events.Max(one => one.FailedAt);
        DateTimeOffset? proven = acknowledged is null || delivered > acknowledged ? delivered : acknowledged;
        var health = broken || (failed is not null && !(proven > failed)) ? WayHealth.Failing : proven is not null ? WayHealth.Working : WayHealth.Unproven;
        return new WayReadiness(gateway, title, health, acknowledged, delivered, failed, events.Max(one => one.TestedAt), proven + interval.Span);
    }
}
