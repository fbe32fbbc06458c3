using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Working;
using Csirt.Platform.Access;

namespace Csirt.Escalation.Duties;

/// <summary>
/// Within what the access table allows: the CSIRT handles every duty; 管理者 and シス管 those that the rule names them for, and
/// never whether there is a duty at all.
/// </summary>
internal static class DutyRights
{
    private static readonly string[] Preparing = [Steps.Draft, Steps.Approve, Steps.File, Steps.Accept, Steps.Supplement, Steps.Defer, Steps.Groups, Steps.Write];

    public static bool May(Caller caller, DutyDocument duty, string step, CaseChanged @case) =>
        IsCsirt(caller) || (Preparing.Contains(step) && CaseRoles.HoldsAny(caller, duty.PreparedBy, @case));

    private static bool IsCsirt(Caller caller) =>
        caller.Holds(Role.CsirtMember) || caller.Holds(Role.CsirtLeader) || caller.Holds(Role.CsirtCoordinator) || caller.Holds(Role.CsirtLiaison) || caller.Holds(Role.ChiefSecurityOfficer);
}
