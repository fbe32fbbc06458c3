using System.Text.Json.Serialization;

namespace Csirt.Contracts.Values;

/// <summary>The roles of the policy's organisation (policy 1). One person can hold several.</summary>
[JsonConverter(typeof(NamedEnumConverter<Role>))]
public enum Role
{
    /// <summary>職員等: every staff member.</summary>
    Staff,

    /// <summary>情報セキュリティ管理者: head of a section (課長). policy 1(4).</summary>
    SectionManager,

    /// <summary>情報セキュリティ責任者: head of a department (部局長). policy 1(3).</summary>
    DepartmentHead,

    /// <summary>統括情報セキュリティ責任者. policy 1(2).</summary>
    ChiefSecurityOfficer,

    /// <summary>最高情報セキュリティ責任者 CISO (副町長). policy 1(1).</summary>
    Ciso,

    /// <summary>副CISO. policy 1(1)オ.</summary>
    DeputyCiso,

    /// <summary>情報システム管理者: owner of one information system. policy 1(5).</summary>
    SystemManager,

    /// <summary>情報システム担当者. policy 1(6).</summary>
    SystemOperator,

    /// <summary>情報セキュリティに関する統一的な窓口. policy 1(9)ウ.</summary>
    PointOfContact,

    /// <summary>CSIRT要員. policy 1(9).</summary>
    CsirtMember,

    /// <summary>CSIRT責任者. policy 1(9).</summary>
    CsirtLeader,

    /// <summary>業務統括. policy 1(9)イ.</summary>
    CsirtCoordinator,

    /// <summary>外部連携. policy 1(9)イ.</summary>
    CsirtLiaison,

    /// <summary>情報セキュリティ委員会. policy 1(7).</summary>
    SecurityCommittee,

    /// <summary>情報セキュリティ監査統括責任者. policy 9.1.</summary>
    Auditor,

    /// <summary>Looks after this installation: dead letters, accounts. Sees no case by this role.</summary>
    Operator,

    /// <summary>県の受付担当: takes in what the prefecture's towns report to it. Sees no town's case by this role.</summary>
    PrefectureOfficer,
}

/// <summary>What the roles are called in the policy.</summary>
public static class RoleName
{
    /// <summary>The policy's name of the role, as mails and pages show it.</summary>
    public static string InJapanese(this Role role) => role switch
    {
        Role.Staff => "職員",
        Role.SectionManager => "情報セキュリティ管理者",
        Role.DepartmentHead => "情報セキュリティ責任者",
        Role.ChiefSecurityOfficer => "統括情報セキュリティ責任者",
        Role.Ciso => "最高情報セキュリティ責任者（CISO）",
        Role.DeputyCiso => "副CISO",
        Role.SystemManager => "情報システム管理者",
        Role.SystemOperator => "情報システム担当者",
        Role.PointOfContact => "統一的な窓口",
        Role.CsirtMember => "CSIRT要員",
        Role.CsirtLeader => "CSIRT責任者",
        Role.CsirtCoordinator => "CSIRT業務統括",
        Role.CsirtLiaison => "CSIRT外部連携",
        Role.SecurityCommittee => "情報セキュリティ委員会",
        Role.Auditor => "情報セキュリティ監査統括責任者",
        Role.Operator => "運用担当",
        Role.PrefectureOfficer => "県の受付担当",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
