using Csirt.Cases.Model;
using Csirt.Contracts.Http.Cases;

namespace Csirt.Cases.Systems;

/// <summary>The systems of a case, with class and zone as the register had them when the system was named.</summary>
internal static class Concerns
{
    internal static SystemConcern Of(string systemId, TownRegister town) => town.System(systemId) is { } system
        ? new SystemConcern
        {
            SystemId = systemId,
            Name = system.Name,
            Zone = system.Zone,
            Confidentiality = system.Confidentiality,
            Integrity = system.Integrity,
            Availability = system.Availability,
            SharedNetwork = system.SharedNetwork,
            RecoveryTargetHours = system.RecoveryTargetHours,
        }
        : new SystemConcern { SystemId = systemId };

    /// <summary>The named systems, keeping how those stand that were there before; one opened without the register is filled in.</summary>
    internal static IReadOnlyList<SystemConcern> Replace(IReadOnlyList<SystemConcern> before, IEnumerable<string> ids, TownRegister town) =>
        [.. ids.Distinct().Select(id => before.FirstOrDefault(s => s.SystemId == id && s.Name is not null) ?? Of(id, town))];

    /// <summary>Adds systems that were not there yet.</summary>
    internal static IReadOnlyList<SystemConcern> Add(IReadOnlyList<SystemConcern> before, IEnumerable<string> ids, TownRegister town) =>
        [.. before, .. ids.Distinct().Where(id => before.All(s => s.SystemId != id)).Select(id => Of(id, town))];
}
