using Csirt.Contracts.Values;
using static Csirt.Contracts.Values.Role;
using static Csirt.Platform.Access.Reach;

namespace Csirt.Platform.Access;

/// <summary>For which cases a role may do something.</summary>
public enum Reach
{
    /// <summary>Every case of the town that is not restricted.</summary>
    Town,

    /// <summary>Cases of the department the role is held for.</summary>
    Department,

    /// <summary>Cases of the section the role is held for.</summary>
    Section,

    /// <summary>Cases that concern the system the role is held for.</summary>
    System,

    /// <summary>Cases in which the person was addressed: an instruction, a notification.</summary>
    Addressed,
}

/// <summary>A line of the table.</summary>
/// <param name="Act">What.</param>
/// <param name="Role">Who.</param>
/// <param name="Reach">For which cases.</param>
public sealed record Grant(Act Act, Role Role, Reach Reach);

/// <summary>
/// Who may do what, for which cases: the one table that every service enforces (policy 6.2(1)ア: least privilege).
/// Restricted cases are open to their named handlers alone, whatever the role; implicated persons are shut out always;
/// another town's case does not exist. What a service doesn't know of is denied.
/// </summary>
public static class AccessTable
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<Grant> Grants { get; } =
    [
        .. For(Act.FileReport, (Staff, Town)),
        .. For(Act.ReadReport, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (ChiefSecurityOfficer, Town), (SectionManager, Section)),
        .. For(Act.ListCases, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town), (DepartmentHead, Department), (SectionManager, Section), (SystemManager, Reach.System)),
        .. For(Act.ReadCase, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town), (DepartmentHead, Department), (SectionManager, Section), (SystemManager, Reach.System), (SystemOperator, Reach.System), (Staff, Addressed)),
        .. For(Act.RecordMeasure, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (ChiefSecurityOfficer, Town), (DepartmentHead, Department), (SectionManager, Section), (SystemManager, Reach.System), (SystemOperator, Reach.System)),
        .. For(Act.HandleCase, (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.AnswerInstruction, (DepartmentHead, Department), (SystemManager, Reach.System), (Staff, Addressed), (CsirtMember, Town), (CsirtLeader, Town)),
        .. For(Act.DecidePrevention, (Ciso, Town), (DeputyCiso, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.RestrictCase, (Ciso, Town), (ChiefSecurityOfficer, Town), (Auditor, Town)),
        .. For(Act.EscalateCase, (SectionManager, Section), (CsirtLeader, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.PermitEvidence, (SectionManager, Section), (ChiefSecurityOfficer, Town)),
        .. For(Act.NominateInspector, (Ciso, Town)),
        .. For(Act.ReadDuties, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town), (DepartmentHead, Department), (SectionManager, Section), (SystemManager, Reach.System)),
        // Whom a rule names to prepare a duty must be able to: 管理者 and シス管, for their own alone (DutyRights).
        .. For(Act.HandleDuties, (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (SectionManager, Section), (SystemManager, Reach.System)),
        .. For(Act.ApproveFiling, (CsirtLeader, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.ReadTownReports, (PrefectureOfficer, Town)),
        .. For(Act.ReceiveTownReports, (PrefectureOfficer, Town)),
        .. For(Act.DryRun, (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Auditor, Town)),
        .. For(Act.ReadNotifications, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town), (SectionManager, Section), (DepartmentHead, Department)),
        .. For(Act.RecordContact, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.ReadAlarms, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (ChiefSecurityOfficer, Town), (Auditor, Town), (Operator, Town)),
        .. For(Act.HandleReconciliation, (CsirtLeader, Town), (ChiefSecurityOfficer, Town), (Auditor, Town)),
        .. For(Act.Reconcile, (Auditor, Town)),
        .. For(Act.TestContacts, (PointOfContact, Town), (CsirtLeader, Town), (ChiefSecurityOfficer, Town), (Operator, Town)),
        .. For(Act.HandleDeadLetters, (Operator, Town), (CsirtLeader, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.ReadDirectory, (Staff, Town)),
        .. For(Act.ReadCallList, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (DepartmentHead, Town), (SectionManager, Town), (SystemManager, Town), (SystemOperator, Town)),
        .. For(Act.PrintPaperPack, (PointOfContact, Town), (CsirtMember, Town), (CsirtLeader, Town), (CsirtCoordinator, Town), (CsirtLiaison, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town)),
        .. For(Act.ManageDirectory, (Operator, Town), (ChiefSecurityOfficer, Town)),
        .. For(Act.ReadDisposals, (CsirtLeader, Town), (CsirtCoordinator, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town)),
        .. For(Act.ProposeDisposal, (CsirtLeader, Town), (CsirtCoordinator, Town)),
        .. For(Act.ApproveDisposal, (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town)),
        .. For(Act.HoldRecords, (CsirtLeader, Town), (ChiefSecurityOfficer, Town), (Ciso, Town), (DeputyCiso, Town), (Auditor, Town)),
        .. For(Act.ReadAudit, (Auditor, Town)),
    ];

    private static readonly ILookup<Act, Grant> ByAct = Grants.ToLookup(g => g.Act);

    /// <summary>Does any line let this caller do it, for some case at least? Endpoints check this first.</summary>
    public static bool PermitsSomewhere(Caller caller, Act act) => act switch
    {
        Act.Anyone => true,
        Act.SignedIn => !caller.IsMachine,
        Act.FeedReport => caller is { IsMachine: true, IsAuditor: false },
        Act.Reconcile when caller.IsAuditor => true,
        _ => !caller.IsMachine && ByAct[act].Any(g => caller.Holds(g.Role)),
    };

    /// <summary>May this caller do it in this case?</summary>
    public static Verdict Decide(Caller caller, Act act, CaseScope scope)
    {
        if (caller.IsMachine || caller.Town != scope.Town || scope.ImplicatedIds.Contains(caller.Subject))
        {
            return Verdict.DoesNotExist;
        }

        if (scope.Restricted && !scope.HandlerIds.Contains(caller.Subject))
        {
            return Verdict.DoesNotExist;
        }

        if (ByAct[act].Any(g => Reaches(caller, g, scope)))
        {
            return Verdict.Permitted;
        }

        // Whoever may read the case may know that it exists, and that this is not theirs to do.
        return ByAct[Act.ReadCase].Any(g => Reaches(caller, g, scope)) ? Verdict.Forbidden : Verdict.DoesNotExist;
    }

    private static bool Reaches(Caller caller, Grant grant, CaseScope scope) => caller.Roles.Any(held => held.Role == grant.Role && grant.Reach switch
    {
        Town => true,
        Department => held.For is not null && held.For == scope.DepartmentId,
        Section => held.For is not null && held.For == scope.SectionId,
        Reach.System => held.For is not null && scope.SystemIds.Contains(held.For),
        Addressed => scope.AddressedIds.Contains(caller.Subject),
        _ => false,
    });

    private static IEnumerable<Grant> For(Act act, params (Role Role, Reach Reach)[] lines) => lines.Select(l => new Grant(act, l.Role, l.Reach));
}

/// <summary>Outcome of a check.</summary>
public enum Verdict
{
    /// <summary>Go on.</summary>
    Permitted,

    /// <summary>Known to exist, but not theirs to do: 403.</summary>
    Forbidden,

    /// <summary>Not even its existence is told: 404.</summary>
    DoesNotExist,
}
