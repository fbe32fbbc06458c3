using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Assessments;

/// <summary>What the facts are called in the timeline.</summary>
internal static class FactNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["personal_data"] = "個人情報",
        ["persons"] = "本人の数",
        ["sensitive"] = "要配慮個人情報",
        ["financial_harm"] = "財産的被害のおそれ",
        ["wrongful_purpose"] = "不正の目的",
        ["ordinance_sensitive"] = "条例要配慮個人情報",
        ["my_number"] = "特定個人情報",
        ["my_number_system"] = "個人番号利用事務等のシステム",
        ["my_number_viewable"] = "不特定多数が閲覧できる状態",
        ["my_number_persons"] = "特定個人情報の本人の数",
        ["leak"] = "外部への漏えい等",
        ["encrypted"] = "高度な暗号化",
        ["key_safe"] = "復号鍵の安全",
        ["contractor"] = "委託先・事業者での発生",
        ["loss_or_theft"] = "紛失・盗難",
        ["crime_suspected"] = "犯罪のおそれ",
        ["attack"] = "攻撃",
        ["staff_involved"] = "職員の関与",
        ["shared_network"] = "共同利用ネットワーク",
        ["information_system"] = "情報システムの関係",
    };

    internal static string InJapanese(string fact) => Names[fact];

    /// <summary>An answer in its JSON form, as a person reads it.</summary>
    internal static string Show(string? json)
    {
        if (json is null)
        {
            return "未回答";
        }

        if (json[0] == '"')
        {
            return JsonSerializer.Deserialize<Answer>(json, CsirtJson.Options).InJapanese();
        }

        var count = JsonSerializer.Deserialize<PersonCount>(json, CsirtJson.Options)!;
        return count switch
        {
            { Min: null, Max: null } => "不明",
            { Min: { } min, Max: { } max } when min == max => $"{min}人",
            { Min: { } min, Max: { } max } => $"{min}～{max}人",
            { Min: { } min } => $"{min}人以上",
            _ => $"{count.Max}人以下",
        };
    }
}
