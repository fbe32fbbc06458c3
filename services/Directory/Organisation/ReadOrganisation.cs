using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Directory.Snapshots;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Org = Csirt.Contracts.Http.Directory.Organisation;

namespace Csirt.Directory.Organisation;

/// <summary>Organisation, systems, contacts and procedures of the caller's town.</summary>
internal sealed class ReadOrganisation(TownDirectories directories, TimeProvider time)
{
    public async Task<Org> OrganisationAsync(Caller caller, CancellationToken stop)
    {
        var town = (await directories.ReadAsync(caller.Town, stop)).Snapshot;
        return new Org(town.Town, town.TownName, town.Version, town.Bodies, town.Departments, town.Sections);
    }

    public async Task<IReadOnlyList<SystemEntry>> SystemsAsync(string? zone, string? section, string? q, Caller caller, CancellationToken stop)
    {
        var wanted = StableName.Parse<NetworkZone>(zone, "zone");
        var directory = await directories.ReadAsync(caller.Town, stop);
        return [.. directory.Snapshot.Systems
            .Where(s => wanted is null || s.Zone == wanted)
            .Where(s => string.IsNullOrEmpty(section) || s.SectionId == section)
            .Where(s => string.IsNullOrEmpty(q) || s.Name.Contains(q, StringComparison.OrdinalIgnoreCase))
            .Select(s => Describe(s, directory, time.GetUtcNow()))];
    }

    public async Task<SystemEntry> SystemAsync(string id, Caller caller, CancellationToken stop)
    {
        var directory = await directories.ReadAsync(caller.Town, stop);
        return Describe(directory.System(id) ?? throw Problem.NotFound("情報システム"), directory, time.GetUtcNow());
    }

    public async Task<IReadOnlyList<OutsideContact>> ContactsAsync(string? kind, Caller caller, CancellationToken stop) =>
        [.. (await directories.ReadAsync(caller.Town, stop)).Snapshot.Contacts
            .Where(c => string.IsNullOrEmpty(kind) || c.Kind == kind)
            .Select(ByDay)];

    public async Task<IReadOnlyList<ProceduresForKind>> ProceduresAsync(string? kind, Caller caller, CancellationToken stop)
    {
        var all = (await directories.ReadAsync(caller.Town, stop)).Snapshot.Procedures;
        return string.IsNullOrEmpty(kind)
            ? [For(null, all), .. Enum.GetValues<IncidentKind>().Select(k => For(k, all))]
            : [For(StableName.Parse<IncidentKind>(kind, "kind"), all)];
    }

    private static ProceduresForKind For(IncidentKind? kind, IReadOnlyList<FirstResponse> all)
    {
        var own = all.Where(p => p.Kind == kind).ToList();
        return new ProceduresForKind(kind, own.Count > 0 ? own : [.. all.Where(p => p.Kind is null)]);
    }

    private static SystemEntry Describe(InformationSystem system, TownDirectory directory, DateTimeOffset now)
    {
        List<Person> managers = [.. directory.Holders(Role.SystemManager, system.Id)];
        List<Person> operators = [.. directory.Holders(Role.SystemOperator, system.Id)];
        var provider = directory.Contact(system.ProviderContactId);
        return new SystemEntry(
            system,
            directory.Section(system.SectionId)!.Name,
            [.. managers.Select(p => p.Id)],
            [.. operators.Select(p => p.Id)],
            provider?.Name)
        {
            Managers = [.. managers.Select(p => Contact(p, directory, now))],
            Operators = [.. operators.Select(p => Contact(p, directory, now))],
            Provider = provider is null ? null : ByDay(provider),
        };
    }

    private static SystemContact Contact(Person person, TownDirectory directory, DateTimeOffset now)
    {
        var absent = person.AbsentUntil > now;
        return new SystemContact(person.Id, person.Name, person.Phone, person.Mail, absent ? person.AbsentUntil : null, absent ? directory.Person(person.DeputyId)?.Name : null);
    }

    // Night phones stand on the call list, for those who call.
    private static OutsideContact ByDay(OutsideContact contact) => contact with { NightPhone = null };
}
