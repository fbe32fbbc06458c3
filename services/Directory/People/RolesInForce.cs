using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary>
/// A person's own roles and those of absent people whom they stand in for. A 管理者's or 責任者's passes to the deputy at once: a
/// report at night must not wait for a form. 統括's and シス管's passes once the CISO has accepted the deputy (policy 6.2(1)ウ(ウ)).
/// The CISO's never does: that takes delegation (policy 1(1)オ), which is the role of 副CISO.
/// </summary>
internal static class RolesInForce
{
    private static readonly HashSet<Role> PassAtOnce = [Role.SectionManager, Role.DepartmentHead, Role.PointOfContact];
    private static readonly HashSet<Role> PassOnceAccepted = [Role.ChiefSecurityOfficer, Role.SystemManager];

    public static IReadOnlyList<RoleEntry> Of(Person person, TownDirectory directory, IReadOnlyCollection<Absence> absences, DateTimeOffset now)
    {
        var own = person.Roles.Select(r => Entry(r, directory, null));
        var others = from absence in absences
                     where absence.IsInForce(now)
                     let absent = directory.Person(absence.PersonId)
                     where absent is not null && absent.DeputyId == person.Id
                     from role in absent.Roles
                     where PassAtOnce.Contains(role.Role) || (PassOnceAccepted.Contains(role.Role) && absence.AcceptedAt is not null)
                     select Entry(role, directory, absent.Id);
        return [.. own, .. others];
    }

    public static bool NeedsAcceptance(Person person) => person.Roles.Any(r => PassOnceAccepted.Contains(r.Role));

    /// <summary>Whoever holds it is told of incidents, so that somebody must stand in while they are away.</summary>
    public static bool IsTold(Role role) => role is not (Role.Staff or Role.Operator or Role.SecurityCommittee);

    public static RoleEntry Entry(RoleHeld held, TownDirectory directory, string? standingInFor) =>
        new(held.Role, held.Role.InJapanese(), held.For, NameOf(held, directory), standingInFor);

    private static string? NameOf(RoleHeld held, TownDirectory directory) => held.Role switch
    {
        Role.DepartmentHead => directory.Department(held.For)?.Name,
        Role.SystemManager or Role.SystemOperator => directory.System(held.For)?.Name,
        _ => directory.Section(held.For)?.Name,
    };
}
