using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;

namespace Csirt.Escalation.Working;

/// <summary>Whether someone holds a role for this very case: 管理者 of its section, not of another.</summary>
internal static class CaseRoles
{
    public static bool HoldsAny(Caller caller, IEnumerable<Role> roles, CaseChanged @case) =>
        roles.Any(role => caller.Roles.Any(held => held.Role == role && Fits(held, @case)));

    private static bool Fits(RoleHeld held, CaseChanged @case) => held.Role switch
    {
        Role.SectionManager => held.For is null || held.For == @case.SectionId,
        Role.DepartmentHead => held.For is null || held.For == @case.DepartmentId,
        Role.SystemManager or Role.SystemOperator => held.For is null || @case.SystemIds.Contains(held.For),
        _ => true,
    };
}
