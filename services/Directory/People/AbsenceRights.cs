using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.People;

/// <summary>Who may set a person's absence: the person, their 管理者 and 責任者, and – for whoever fell ill – 統括, the CISO or the operator.</summary>
internal static class AbsenceRights
{
    public static bool MaySet(Caller caller, Person person, TownDirectory directory) =>
        caller.Subject == person.Id
        || caller.Holds(Role.ChiefSecurityOfficer)
        || caller.Holds(Role.Ciso)
        || caller.Holds(Role.Operator)
        || caller.Roles.Contains(new RoleHeld(Role.SectionManager, person.SectionId))
        || caller.Roles.Contains(new RoleHeld(Role.DepartmentHead, directory.Section(person.SectionId)?.DepartmentId));

    /// <summary>Who accepts those that stand in with privileged rights (policy 6.2(1)ウ(ウ)); 副CISO by delegation (1(1)オ).</summary>
    public static bool MayAccept(Caller caller) => caller.Holds(Role.Ciso) || caller.Holds(Role.DeputyCiso);
}
