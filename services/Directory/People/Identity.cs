using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Directory.Accounts;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary>Who an account's person is today, and what they may act as.</summary>
internal static class Identity
{
    public static async Task<(Person Person, WhoAmI Who, IReadOnlyList<RoleHeld> Roles)> OfAsync(IUnitOfWork uow, TownDirectories directories, Account account)
    {
        var directory = await directories.InForceAsync(uow);
        var person = directory.Person(account.PersonId) ?? throw Problem.NotFound("職員");
        var entries = RolesInForce.Of(person, directory, await AbsenceTable.AllAsync(uow), uow.Now);
        return (person, Describe(person, account.UserName, directory, entries), [.. entries.Select(r => new RoleHeld(r.Role, r.For))]);
    }

    public static WhoAmI Describe(Person person, string userName, TownDirectory directory, IReadOnlyList<RoleEntry> roles)
    {
        var section = directory.Section(person.SectionId)!;
        var department = directory.Department(section.DepartmentId)!;
        var body = directory.Body(department.BodyId)!;
        return new WhoAmI(
            person.Id, person.Name, userName, directory.Snapshot.Town, directory.Snapshot.TownName,
            section.Id, section.Name, department.Id, department.Name, body.Id, body.Name, roles);
    }
}
