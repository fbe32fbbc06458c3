using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Platform.Replicas;

/// <summary>緊急連絡網 from a directory (policy 1(2)キ): the same on the page, over the API and on paper.</summary>
public static class CallSheet
{
    private static readonly Role[] CallingOrder =
    [
        Role.PointOfContact, Role.CsirtLeader, Role.CsirtCoordinator, Role.CsirtLiaison, Role.CsirtMember, Role.ChiefSecurityOfficer, Role.Ciso, Role.DeputyCiso,
        Role.DepartmentHead, Role.SectionManager, Role.SystemManager, Role.SystemOperator, Role.Auditor,
    ];

    /// <summary>The call list as of a moment.</summary>
    public static CallList Of(TownDirectory directory, DateTimeOffset now)
    {
        var town = directory.Snapshot;
        return new CallList(
            town.Town, town.TownName, town.Version, now,
            [.. CallingOrder.Select(role => new CallGroup(role, role.InJapanese(), [.. directory.Holders(role).Select(person => Entry(person, role, directory, now))]))],
            [.. town.Contacts.Select(contact => Outside(contact, town))]);
    }

    private static CallEntry Entry(Person person, Role role, TownDirectory directory, DateTimeOffset now)
    {
        var absent = person.AbsentUntil > now;
        var deputy = absent ? directory.Person(person.DeputyId) : null;
        return new CallEntry(
            person.Id, person.Name, directory.Section(person.SectionId)?.Name ?? person.SectionId,
            [.. person.Roles.Where(held => held.Role == role && held.For is not null).Select(held => NameOf(held, directory))],
            person.Phone, person.NightPhone, person.Mail, absent ? person.AbsentUntil : null, deputy?.Name, deputy?.NightPhone ?? deputy?.Phone);
    }

    private static OutsideCall Outside(OutsideContact contact, DirectoryChanged town) => new(
        contact.Id, contact.Kind, contact.Name, contact.Phone, contact.NightPhone, contact.Mail, contact.Fax, contact.Note,
        [.. town.Systems.Where(system => system.ProviderContactId == contact.Id).Select(system => system.Name)]);

    private static string NameOf(RoleHeld held, TownDirectory directory) => held.Role switch
    {
        Role.DepartmentHead => directory.Department(held.For)?.Name,
        Role.SystemManager or Role.SystemOperator => directory.System(held.For)?.Name,
        _ => directory.Section(held.For)?.Name,
    } ?? held.For!;
}
