using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>Days, times and answers as people read them out over the phone.</summary>
internal static class JapaneseText
{
    private const string Weekdays = "日月火水木金土";

    /// <summary>10月3日（土）.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日（{Weekdays[(int)day.DayOfWeek]}）");

    /// <summary>2026年10月3日（土）.</summary>
    public static string FullDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{Day(day)}");

    /// <summary>10月3日（土）9時05分, Japan time.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        var japan = moment.ToOffset(JapanTime.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(japan.DateTime))}{japan.Hour}時{japan.Minute:00}分");
    }

    /// <summary>10月3日（土）まで; 速やか where no limit is stated.</summary>
    public static string Until(Deadline? deadline) => deadline switch
    {
        null => "速やか",
        { Days: null } => $"{Moment(deadline.At)}まで",
        _ => $"{Day(deadline.LastDay)}まで",
    };

    public static string Time(FactTime time) => time.Kind switch
    {
        FactTimeKind.Unknown => "不明",
        FactTimeKind.Date => FullDay(time.JapanDate!.Value),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.JapanDate!.Value.Year}年{Moment(time.EarliestMoment!.Value)}"),
    };

    /// <summary>The words of an answer as packs write it.</summary>
    public static string Value(FactSeen fact) => fact.Value switch
    {
        "yes" or "true" => "はい",
        "suspected" => "おそれあり",
        "unknown" => "不明",
        "no" or "false" => "いいえ",
        "not_asked" => fact.Assumed is { } assumed ? $"未確認（{Value(new FactSeen(fact.Name, TruthWord.Of(assumed)))}とみなす）" : "未確認",
        _ when Vocabulary.Counts.ContainsKey(fact.Name) => Persons(fact.Value),
        _ => ConditionValue(fact),
    };

    public static string Question(string fact) =>
        Vocabulary.Facts.TryGetValue(fact, out var asked) ? asked.Question
        : Vocabulary.Counts.TryGetValue(fact, out var counted) ? counted.Question
        : fact switch
        {
            "channel" => "報告の経路",
            "found_by" => "見つけた人",
            "kind" => "種別",
            "severity" => "重大度",
            "stage" => "段階",
            "event" => "出来事",
            "zone" => "ネットワーク区分",
            "provider_kind" => "システムの事業者",
            "body" => "報告主体",
            "restricted" => "取扱者の限定",
            "drill" => "訓練",
            "absent" => "不在",
            "similar_systems" => "横展開の確認",
            _ => fact,
        };

    public static string Incident(Answer? answer) => answer switch
    {
        null => "未評価",
        Answer.Yes => "インシデント",
        Answer.Suspected => "インシデントのおそれ",
        Answer.No => "非該当",
        _ => "不明",
    };

    public static string Label(Label label) => label switch
    {
        Rules.Label.Statute => "法令",
        Rules.Label.Guideline => "ガイドライン",
        _ => "町",
    };

    public static string Persons(PersonCount? count) => count is null
        ? "未確認"
        : Persons($"{count.Min?.ToString(CultureInfo.InvariantCulture) ?? "?"}..{count.Max?.ToString(CultureInfo.InvariantCulture) ?? "?"}");

    private static string Persons(string range)
    {
        var (min, max) = range.Split("..") is [var low, var high] ? (low, high) : ("?", "?");
        return min == max && min != "?" ? $"{min}人" : $"{(min == "?" ? "下限不明" : $"{min}人以上")}・{(max == "?" ? "上限不明" : $"{max}人以下")}";
    }

    private static string ConditionValue(FactSeen fact) => fact.Name switch
    {
        "channel" => Vocabulary.Words<Channel>()[fact.Value].InJapanese(),
        "found_by" => fact.Value.Length == 0 ? "不明" : string.Join("・", fact.Value.Split(' ').Select(role => Enum.Parse<Role>(role).InJapanese())),
        "kind" => Vocabulary.Words<IncidentKind>()[fact.Value].InJapanese(),
        "severity" => Vocabulary.Words<Severity>()[fact.Value].InJapanese(),
        "stage" => Vocabulary.Words<CaseStage>()[fact.Value].InJapanese(),
        "zone" => string.Join("、", fact.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(zone => Vocabulary.Words<NetworkZone>()[zone].InJapanese())),
        "body" => fact.Value == "assembly" ? "議会" : "法68条の対象",
        "similar_systems" => fact.Value == "answered" ? "回答済み" : "未回答",
        _ => fact.Value,
    };
}
