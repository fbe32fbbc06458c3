namespace Csirt.Contracts.Values;

/// <summary>
/// The facts that rules and guards ask about. Each takes yes, suspected, no or unknown; null is "not asked yet".
/// The names in JSON and in rule packs are these in snake_case (<c>personal_data</c>).
/// </summary>
public sealed record CaseFacts
{
    /// <summary>保有個人情報 concerned (法68条). Assessed apart from My Number.</summary>
    public Answer? PersonalData { get; init; }

    /// <summary>Persons whose personal information is concerned; null where not asked.</summary>
    public PersonCount? Persons { get; init; }

    /// <summary>① 要配慮個人情報 (規則43条1号).</summary>
    public Answer? Sensitive { get; init; }

    /// <summary>② Financial harm possible from misuse (規則43条2号).</summary>
    public Answer? FinancialHarm { get; init; }

    /// <summary>③ Possibly done with a wrongful purpose (規則43条3号).</summary>
    public Answer? WrongfulPurpose { get; init; }

    /// <summary>⑤ 条例要配慮個人情報, where the town's ordinance defines any (規則43条5号).</summary>
    public Answer? OrdinanceSensitive { get; init; }

    /// <summary>特定個人情報 (My Number) concerned (番号法29条の4). Assessed apart from personal data.</summary>
    public Answer? MyNumber { get; init; }

    /// <summary>① In a system of 情報提供ネットワーク or of 利用事務/関係事務: one person is enough.</summary>
    public Answer? MyNumberSystem { get; init; }

    /// <summary>③ Made electronically viewable to an unspecified many.</summary>
    public Answer? MyNumberViewable { get; init; }

    /// <summary>④ Persons whose My Number is concerned; null where not asked.</summary>
    public PersonCount? MyNumberPersons { get; init; }

    /// <summary>Leak, loss or damage left the organisation or may have; no for mere browsing inside it.</summary>
    public Answer? Leak { get; init; }

    /// <summary>Strong encryption was in place. Exempts only together with <see cref="KeySafe"/>.</summary>
    public Answer? Encrypted { get; init; }

    /// <summary>The key of the encryption is safe.</summary>
    public Answer? KeySafe { get; init; }

    /// <summary>It happened at a contractor or cloud provider (policy 8.1(3)).</summary>
    public Answer? Contractor { get; init; }

    /// <summary>A thing was lost or stolen (遺失届 / 被害届).</summary>
    public Answer? LossOrTheft { get; init; }

    /// <summary>An attack that may be a crime (policy 6.5(3)).</summary>
    public Answer? CrimeSuspected { get; init; }

    /// <summary>An attack, or the risk of one (policy 6.5(2)).</summary>
    public Answer? Attack { get; init; }

    /// <summary>Unauthorised access or a violation by staff (policy 6.5(5), 7.6(2)).</summary>
    public Answer? StaffInvolved { get; init; }

    /// <summary>LGWAN, 住基ネット, the prefecture's security cloud or a ministry's system concerned.</summary>
    public Answer? SharedNetwork { get; init; }

    /// <summary>Information systems are concerned at all; no for paper that never was in one. Whether the policy covers it is then judged.</summary>
    public Answer? InformationSystem { get; init; }
}
