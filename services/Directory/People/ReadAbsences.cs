using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary><c>GET /api/directory/absences</c>: who is away now and later, and who is told instead.</summary>
internal sealed class ReadAbsences(Database<DirectoryModule> database, TownDirectories directories, TimeProvider time)
{
    public Task<IReadOnlyList<AbsenceEntry>> HandleAsync(Caller caller, CancellationToken stop) => database.ReadAsync(caller.Town, async session =>
    {
        var now = time.GetUtcNow();
        var directory = await directories.InForceAsync(session);
        List<Absence> absences = [.. (await AbsenceTable.AllAsync(session)).Where(absence => absence.UntilAt > now)];
        var standIns = new StandIns(directory, absences);
        return (IReadOnlyList<AbsenceEntry>)[..
            from absence in absences
            let person = directory.Person(absence.PersonId)
            where person is not null
            orderby absence.FromAt, person.Id
            select Describe(absence, person, directory, standIns.During(absence, now), caller)];
    }, stop);

    private static AbsenceEntry Describe(Absence absence, Person person, TownDirectory directory, IReadOnlyList<StandInTurn> turns, Caller caller)
    {
        var deputy = directory.Person(absence.DeputyId ?? person.DeputyId);
        var waits = deputy is not null && absence.AcceptedAt is null && RolesInForce.NeedsAcceptance(person);
        return new AbsenceEntry(
            person.Id,
            person.Name,
            directory.Section(person.SectionId)!.Name,
            [.. person.Roles.Select(held => RolesInForce.Entry(held, directory, null))],
            absence.FromAt,
            absence.UntilAt,
            deputy?.Id,
            deputy?.Name,
            person.Roles.Any(held => RolesInForce.IsTold(held.Role)),
            turns,
            waits,
            AbsenceRights.MaySet(caller, person, directory),
            waits && AbsenceRights.MayAccept(caller));
    }
}
