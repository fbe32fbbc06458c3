using Csirt.Contracts.Values;

namespace Csirt.Portal.Wording;

/// <summary>A fact as people are asked it.</summary>
/// <param name="Name">snake_case name.</param>
/// <param name="Label">Short, as in the timeline.</param>
/// <param name="Question">The question.</param>
/// <param name="Basis">Where the question comes from.</param>
internal sealed record FactWord(string Name, string Label, string Question, string Basis);

/// <summary>The facts that rules and guards ask about, in the order in which the assessment asks them.</summary>
internal static class FactWords
{
    public static IReadOnlyList<FactWord> Event { get; } =
    [
        new("information_system", "情報システムの関係", "情報システムが関わるか（紙だけなら「いいえ」）", "ポリシーの対象"),
        new("attack", "攻撃", "攻撃を受けた、または受けるおそれがあるか", "ポリシー 6.5(2)"),
        new("crime_suspected", "犯罪のおそれ", "犯罪の可能性がある攻撃か", "ポリシー 6.5(3)"),
        new("loss_or_theft", "紛失・盗難", "物の紛失・盗難か", "遺失届・被害届"),
        new("contractor", "委託先・事業者での発生", "委託先やクラウドサービス事業者で起きたか", "ポリシー 8.1(3)"),
        new("staff_involved", "職員の関与", "職員による不正アクセスや違反か", "ポリシー 6.5(5)、7.6(2)"),
        new("shared_network", "共同利用ネットワーク", "LGWAN、住基ネット、県のセキュリティクラウド、国のシステムが関わるか", "関係機関への連絡"),
        new("leak", "外部への漏えい等", "漏えい、滅失、毀損があったか、またはそのおそれがあるか（庁内で見ただけなら「いいえ」）", "法68条"),
        new("encrypted", "高度な暗号化", "高度な暗号化がされていたか", "報告の除外"),
        new("key_safe", "復号鍵の安全", "暗号の鍵は安全か", "報告の除外"),
    ];

    public static IReadOnlyList<FactWord> Personal { get; } =
    [
        new("personal_data", "個人情報", "保有個人情報が関わるか", "法68条"),
        new("sensitive", "要配慮個人情報", "① 要配慮個人情報（病歴、障害など）を含むか", "規則43条1号"),
        new("financial_harm", "財産的被害のおそれ", "② 不正利用で財産的被害が生じるおそれがあるか（口座、カード番号など）", "規則43条2号"),
        new("wrongful_purpose", "不正の目的", "③ 不正の目的で行われたおそれがあるか", "規則43条3号（確報は60日）"),
        new("ordinance_sensitive", "条例要配慮個人情報", "⑤ 条例要配慮個人情報を含むか", "規則43条5号"),
    ];

    public static IReadOnlyList<FactWord> Number { get; } =
    [
        new("my_number", "特定個人情報", "特定個人情報（マイナンバー）が関わるか", "番号法29条の4"),
        new("my_number_system", "個人番号利用事務等のシステム", "① 情報提供ネットワークや利用事務のシステムの情報か（1人でも対象）", "番号法29条の4"),
        new("my_number_viewable", "不特定多数が閲覧できる状態", "③ 不特定多数が電磁的に閲覧できる状態になったか", "番号法29条の4"),
    ];

    public static IReadOnlyList<FactWord> All { get; } = [.. Event, .. Personal, .. Number];

    private static readonly Dictionary<string, string> Labels =
        All.Concat([new("persons", "本人の数", "", ""), new("my_number_persons", "特定個人情報の本人の数", "", "")]).ToDictionary(f => f.Name, f => f.Label);

    /// <summary>Its short name; null where it is no fact.</summary>
    public static string? Find(string name) => Labels.GetValueOrDefault(name);

    /// <summary>How many persons, in words.</summary>
    public static string Say(PersonCount? count) => count switch
    {
        null => "未回答",
        { Min: null, Max: null } => "不明",
        { Min: { } min, Max: { } max } when min == max => $"{min:N0}人",
        { Min: { } min, Max: { } max } => $"{min:N0}～{max:N0}人",
        { Min: { } min } => $"{min:N0}人以上",
        _ => $"{count.Max:N0}人以下",
    };
}
