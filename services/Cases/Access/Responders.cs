using Csirt.Cases.Model;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Access;

/// <summary>Who can carry a case: a case always keeps at least one.</summary>
internal static class Responders
{
    private static readonly Role[] Roles =
        [Role.CsirtLeader, Role.ChiefSecurityOfficer, Role.CsirtCoordinator, Role.CsirtMember, Role.CsirtLiaison, Role.Ciso];

    /// <summary>Handlers of a restricted case for which nobody was named yet: who leads, who decides.</summary>
    private static readonly Role[] DefaultHandlers = [Role.ChiefSecurityOfficer, Role.CsirtLeader, Role.Ciso];

    /// <summary>Somebody is left who can carry the case when these are shut out.</summary>
    internal static bool Remain(bool restricted, IReadOnlyCollection<string> handlers, IReadOnlyCollection<string> implicated, TownRegister town) =>
        restricted && handlers.Count > 0
            ? handlers.Any(h => !implicated.Contains(h))
            : town.HoldersOf(Roles).Any(p => !implicated.Contains(p.Id));

    /// <summary>統括, CSIRT責任者 and CISO who are not implicated; 監査 where none is left.</summary>
    internal static IReadOnlyList<string> HandlersOf(IReadOnlyCollection<string> implicated, TownRegister town)
    {
        foreach (var roles in new[] { DefaultHandlers, [Role.Auditor] })
        {
            List<string> free = [.. town.HoldersOf(roles).Select(p => p.Id).Where(id => !implicated.Contains(id))];
            if (free.Count > 0)
            {
                return free;
            }
        }

        return [];
    }

    /// <summary>Those whom a report names as involved, in order; never so many that nobody is left to respond.</summary>
    internal static IReadOnlyList<string> ShutOut(IEnumerable<string> named, TownRegister town)
    {
        List<string> shutOut = [];
        foreach (var id in named.Distinct())
        {
            if (!town.IsKnown || Remain(false, [], [.. shutOut, id], town))
            {
                shutOut.Add(id);
            }
        }

        return shutOut;
    }
}
