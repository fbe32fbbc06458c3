using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.Readiness;

/// <summary>Roles of the policy that nobody holds, and combinations that it forbids (1(8)).</summary>
internal static class RoleGaps
{
    /// <summary>Without these a report reaches nobody, or nobody may decide.</summary>
    private static readonly Role[] Essential =
        [Role.Ciso, Role.ChiefSecurityOfficer, Role.PointOfContact, Role.CsirtLeader, Role.CsirtMember];

    private static readonly Role[] Expected =
        [Role.CsirtCoordinator, Role.CsirtLiaison, Role.SecurityCommittee, Role.Auditor, Role.Operator];

    public static IEnumerable<ReadinessFinding> Find(TownDirectory directory)
    {
        var town = directory.Snapshot;
        bool Held(Role role, string? heldFor = null) => directory.Holders(role, heldFor).Any();

        return
        [
            .. Essential.Concat(Expected).Where(r => !Held(r)).Select(r => new ReadinessFinding(
                "role_without_holder", Essential.Contains(r), null, r, $"{r.InJapanese()}がだれもいません。職員に割り当ててください。")),
            .. town.Sections.Where(s => !Held(Role.SectionManager, s.Id)).Select(s => new ReadinessFinding(
                "section_without_manager", true, s.Id, Role.SectionManager, $"「{s.Name}」の情報セキュリティ管理者がいません。")),
            .. town.Departments.Where(d => !Held(Role.DepartmentHead, d.Id)).Select(d => new ReadinessFinding(
                "department_without_head", true, d.Id, Role.DepartmentHead, $"「{d.Name}」の情報セキュリティ責任者がいません。")),
            .. town.Systems.Where(s => !Held(Role.SystemManager, s.Id)).Select(s => new ReadinessFinding(
                "system_without_manager", true, s.Id, Role.SystemManager, $"「{s.Name}」の情報システム管理者がいません。")),
            .. town.Systems.Where(s => s is { Availability: 2, RecoveryTargetHours: null }).Select(s => new ReadinessFinding(
                "system_without_recovery_target", false, s.Id, null, $"「{s.Name}」は可用性2ですが、復旧目標時間が定められていません（ポリシー 2(1)）。")),
            .. SingleHanded(directory),
        ];
    }

    // policy 1(8): whoever applies does not approve, whoever is audited does not audit.
    private static IEnumerable<ReadinessFinding> SingleHanded(TownDirectory directory)
    {
        var approvers = directory.Holders(Role.CsirtLeader).Concat(directory.Holders(Role.ChiefSecurityOfficer)).Select(p => p.Id).Distinct().ToList();
        if (approvers is [var only])
        {
            yield return new ReadinessFinding(
                "single_approver", false, only, Role.CsirtLeader, "報告の提出を承認できる人が1人しかいません。その人が起案すると、承認する人がいなくなります（ポリシー 1(8)ア）。");
        }

        foreach (var auditor in directory.Holders(Role.Auditor).Where(p => p.Roles.Any(r => r.Role is Role.ChiefSecurityOfficer or Role.CsirtLeader or Role.CsirtMember or Role.Operator)))
        {
            yield return new ReadinessFinding(
                "auditor_not_independent", false, auditor.Id, Role.Auditor, $"{auditor.Name}は監査を受ける側の役割も持っています（ポリシー 1(8)イ）。");
        }
    }
}
