using System.Reflection;
using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>The words that a pack may use, and what they mean here.</summary>
internal static class Vocabulary
{
    /// <summary>Facts that answer yes / suspected / no / unknown, with the question as people are asked it.</summary>
    public static IReadOnlyDictionary<string, Fact> Facts { get; } = new Dictionary<string, Fact>
    {
        ["incident"] = new("情報セキュリティインシデントであるか（5.3(3)アの評価）", _ => null),
        ["personal_data"] = new("保有個人情報が関係するか", facts => facts.PersonalData),
        ["sensitive"] = new("要配慮個人情報が含まれるか", facts => facts.Sensitive),
        ["financial_harm"] = new("不正利用により財産的被害が生じるおそれがあるか", facts => facts.FinancialHarm),
        ["wrongful_purpose"] = new("不正の目的によるおそれがあるか", facts => facts.WrongfulPurpose),
        ["ordinance_sensitive"] = new("条例要配慮個人情報が含まれるか", facts => facts.OrdinanceSensitive),
        ["my_number"] = new("特定個人情報（マイナンバー）が関係するか", facts => facts.MyNumber),
        ["my_number_system"] = new("情報提供ネットワークシステム又は個人番号利用事務・関係事務のシステムの情報か", facts => facts.MyNumberSystem),
        ["my_number_viewable"] = new("特定個人情報が不特定多数に閲覧され得る状態になったか", facts => facts.MyNumberViewable),
        ["leak"] = new("漏えい・滅失・毀損が生じたか、組織の外へ出たか", facts => facts.Leak),
        ["encrypted"] = new("高度な暗号化がされていたか", facts => facts.Encrypted),
        ["key_safe"] = new("暗号の鍵は安全か", facts => facts.KeySafe),
        ["contractor"] = new("委託先又はクラウド事業者で起きたか", facts => facts.Contractor),
        ["loss_or_theft"] = new("紛失又は盗難か", facts => facts.LossOrTheft),
        ["crime_suspected"] = new("犯罪の可能性がある攻撃か", facts => facts.CrimeSuspected),
        ["attack"] = new("攻撃を受けたか、そのリスクがあるか", facts => facts.Attack),
        ["staff_involved"] = new("職員等による不正アクセス又は違反か", facts => facts.StaffInvolved),
        ["shared_network"] = new("LGWAN・住基ネット・県のセキュリティクラウド・省庁のシステムが関係するか", facts => facts.SharedNetwork),
        ["information_system"] = new("情報システムが関係するか", facts => facts.InformationSystem),
    };

    /// <summary>Facts that count persons.</summary>
    public static IReadOnlyDictionary<string, Count> Counts { get; } = new Dictionary<string, Count>
    {
        ["persons"] = new("個人情報の本人の数", facts => facts.Persons),
        ["my_number_persons"] = new("特定個人情報の本人の数", facts => facts.MyNumberPersons),
    };

    /// <summary>Roles as the policy's readers call them; the code names are taken too.</summary>
    public static IReadOnlyDictionary<string, Role> Roles { get; } = new Dictionary<string, Role>
    {
        ["職員"] = Role.Staff,
        ["管理者"] = Role.SectionManager,
        ["責任者"] = Role.DepartmentHead,
        ["統括"] = Role.ChiefSecurityOfficer,
        ["CISO"] = Role.Ciso,
        ["副CISO"] = Role.DeputyCiso,
        ["シス管"] = Role.SystemManager,
        ["担当者"] = Role.SystemOperator,
        ["窓口"] = Role.PointOfContact,
        ["CSIRT要員"] = Role.CsirtMember,
        ["CSIRT責任者"] = Role.CsirtLeader,
        ["業務統括"] = Role.CsirtCoordinator,
        ["外部連携"] = Role.CsirtLiaison,
        ["委員会"] = Role.SecurityCommittee,
        ["監査"] = Role.Auditor,
        ["運用担当"] = Role.Operator,
    };

    /// <summary><see cref="Roles"/>, and the code names beside them.</summary>
    public static IReadOnlyDictionary<string, Role> RolesAndCodeNames { get; } =
        Roles.Concat(Enum.GetValues<Role>().Select(role => KeyValuePair.Create(role.ToString(), role))).ToDictionary();

    /// <summary>Whom a duty is owed to: kinds of outside contact, the persons concerned, or the town itself.</summary>
    public static IReadOnlyDictionary<string, string> Recipients { get; } = new Dictionary<string, string>
    {
        ["commission"] = "個人情報保護委員会",
        ["prefecture"] = "県",
        ["ministry"] = "総務省",
        ["police"] = "警察",
        ["jlis"] = "J-LIS",
        ["prefecture_cloud"] = "県のセキュリティクラウド",
        ["contractor"] = "委託事業者",
        ["cloud"] = "クラウドサービス事業者",
        ["expert"] = "外部の専門家",
        ["sister_town"] = "他の地方公共団体の窓口",
        ["other"] = "その他の関係機関",
        ["persons_concerned"] = "本人",
        ["internal"] = "庁内",
    };

    /// <summary>Events of a case that a rule may wait for: the codes of <c>CaseChanged.Event</c>.</summary>
    public static IReadOnlySet<string> Events { get; } = new HashSet<string>
    {
        "opened", "assessed", "moved", "instructed", "instruction_answered", "measure_done", "measure_planned", "decided_in_absence",
        "absence_reported", "prevention_approved", "prevention_sent_back", "times_corrected", "absorbed", "merged", "unmerged",
        "delegated", "similar_systems", "published", "evidence_moved", "restricted", "implicated", "real_event",
        "exception_taken", "exception_reviewed", "medium_named", "medium_unclassified", "medium_classified",
    };

    /// <summary>Words of an enum as they stand in JSON.</summary>
    public static IReadOnlyDictionary<string, T> Words<T>()
        where T : struct, Enum => WordsOf<T>.All;

    private static class WordsOf<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> All = Enum.GetValues<T>().ToDictionary(value =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString());
    }
}

/// <summary>A fact and how it is asked.</summary>
internal sealed record Fact(string Question, Func<CaseFacts, Answer?> Of);

/// <summary>A count of persons and how it is asked.</summary>
internal sealed record Count(string Question, Func<CaseFacts, PersonCount?> Of);
