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
internal sealed class ReadOrganisation(TownDirectories directories)
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
            .Select(s => Describe(s, directory))];
    }

    public async Task<SystemEntry> SystemAsync(string id, Caller caller, CancellationToken stop)
    {
        var directory = await directories.ReadAsync(caller.Town, stop);
        return Describe(directory.System(id) ?? throw Problem.NotFound("情報システム"), directory);
    }

    public async Task<IReadOnlyList<OutsideContact>> ContactsAsync(string? kind, Caller caller, CancellationToken stop) =>
        // Night phones stand on the call list, for those who call.
        [.. (await directories.ReadAsync(caller.Town, stop)).Snapshot.Contacts
            .Where(c => string.IsNullOrEmpty(kind) || c.Kind == kind)
            .Select(c => c with { NightPhone = null })];

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

    private static SystemEntry Describe(InformationSystem system, TownDirectory directory) => new(
        system,
        directory.Section(system.SectionId)!.Name,
        [.. directory.Holders(Role.SystemManager, system.Id).Select(p => p.Id)],
        [.. directory.Holders(Role.SystemOperator, system.Id).Select(p => p.Id)],
        directory.Contact(system.ProviderContactId)?.Name);
}
