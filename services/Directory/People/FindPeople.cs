using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary><c>GET /api/directory/people</c> and <c>/people/{id}</c>. Night phones are not told here: they stand on the call list.</summary>
internal sealed class FindPeople(Database<DirectoryModule> database, TownDirectories directories)
{
    public Task<IReadOnlyList<PersonEntry>> ListAsync(string? section, string? department, string? role, string? q, Caller caller, CancellationToken stop)
    {
        var wanted = StableName.Parse<Role>(role, "role");
        return database.ReadAsync(caller.Town, async session =>
        {
            var directory = await directories.InForceAsync(session);
            var absences = await AbsenceTable.AllAsync(session);
            return (IReadOnlyList<PersonEntry>)[.. directory.Snapshot.People
                .Where(p => string.IsNullOrEmpty(section) || p.SectionId == section)
                .Where(p => string.IsNullOrEmpty(department) || directory.Section(p.SectionId)?.DepartmentId == department)
                .Where(p => wanted is null || p.Roles.Any(r => r.Role == wanted))
                .Where(p => string.IsNullOrEmpty(q) || Matches(p, q))
                .Select(p => Describe(p, directory, absences, caller))];
        }, stop);
    }

    public Task<PersonEntry> GetAsync(string id, Caller caller, CancellationToken stop) =>
        database.ReadAsync(caller.Town, session => ReadAsync(session, id, caller), stop);

    /// <summary>As the person stands in this session; 404 where the town has no such person.</summary>
    public async Task<PersonEntry> ReadAsync(IReadSession session, string id, Caller caller)
    {
        var directory = await directories.InForceAsync(session);
        var person = directory.Person(id) ?? throw Problem.NotFound("職員");
        return Describe(person, directory, await AbsenceTable.AllAsync(session), caller);
    }

    private static bool Matches(Person person, string q) =>
        person.Name.Contains(q, StringComparison.OrdinalIgnoreCase)
        || person.Mail?.Contains(q, StringComparison.OrdinalIgnoreCase) == true
        || person.Phone?.Contains(q, StringComparison.OrdinalIgnoreCase) == true;

    private static PersonEntry Describe(Person person, TownDirectory directory, IReadOnlyList<Absence> absences, Caller caller)
    {
        var section = directory.Section(person.SectionId)!;
        var absence = absences.FirstOrDefault(a => a.PersonId == person.Id);
        var deputy = directory.Person(absence?.DeputyId ?? person.DeputyId);
        return new PersonEntry(
            person.Id,
            person.Name,
            section.Id,
            section.Name,
            section.DepartmentId,
            directory.Department(section.DepartmentId)!.Name,
            person.Mail,
            person.Phone,
            [.. person.Roles.Select(r => RolesInForce.Entry(r, directory, null))],
            absence?.FromAt,
            absence?.UntilAt,
            deputy?.Id,
            deputy?.Name,
            AbsenceRights.MaySet(caller, person, directory),
            absence is not null && deputy is not null && absence.AcceptedAt is null && RolesInForce.NeedsAcceptance(person));
    }
}
