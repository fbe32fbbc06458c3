using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Replicas;
using Sheet = Csirt.Contracts.Http.Directory.CallList;

namespace Csirt.Directory.CallList;

/// <summary><c>GET /api/directory/call-list</c>: 緊急連絡網 (policy 1(2)キ), complete enough to work from paper.</summary>
internal sealed class ReadCallList(TownDirectories directories, TimeProvider time)
{
    private static readonly Role[] CallingOrder =
    [
        Role.PointOfContact, Role.CsirtLeader, Role.CsirtCoordinator, Role.CsirtLiaison, Role.CsirtMember, Role.ChiefSecurityOfficer, Role.Ciso, Role.DeputyCiso,
        Role.DepartmentHead, Role.SectionManager, Role.SystemManager, Role.SystemOperator, Role.Auditor,
    ];

    public async Task<Sheet> HandleAsync(Caller caller, CancellationToken stop)
    {
        var directory = await directories.ReadAsync(caller.Town, stop);
        var town = directory.Snapshot;
        var now = time.GetUtcNow();
        return new Sheet(
            town.Town,
            town.TownName,
            town.Version,
            now,
            [.. CallingOrder.Select(role => Group(role, directory, now))],
            [.. town.Contacts.Select(c => Outside(c, town))]);
    }

    private static CallGroup Group(Role role, TownDirectory directory, DateTimeOffset now) =>
        new(role, role.InJapanese(), [.. directory.Holders(role).Select(p => Describe(p, role, directory, now))]);

    private static CallEntry Describe(Person person, Role role, TownDirectory directory, DateTimeOffset now)
    {
        var absent = person.AbsentUntil > now;
        var deputy = absent ? directory.Person(person.DeputyId) : null;
        return new CallEntry(
            person.Id,
            person.Name,
            directory.Section(person.SectionId)!.Name,
            [.. person.Roles.Where(r => r.Role == role && r.For is not null).Select(r => People.RolesInForce.Entry(r, directory, null).ForName!)],
            person.Phone,
            person.NightPhone,
            person.Mail,
            absent ? person.AbsentUntil : null,
            deputy?.Name,
            deputy?.NightPhone ?? deputy?.Phone);
    }

    private static OutsideCall Outside(OutsideContact contact, DirectoryChanged town) => new(
        contact.Id, contact.Kind, contact.Name, contact.Phone, contact.NightPhone, contact.Mail, contact.Fax, contact.Note,
        [.. town.Systems.Where(s => s.ProviderContactId == contact.Id).Select(s => s.Name)]);
}
