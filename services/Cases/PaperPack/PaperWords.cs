using System.Globalization;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;

namespace Csirt.Cases.PaperPack;

/// <summary>Words that the printed page and the plain text share. Times in Japan time with weekday.</summary>
internal static class PaperWords
{
    private const string Weekdays = "日月火水木金土";
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    /// <summary>Forms: title, hint, heads of the columns, number of empty lines.</summary>
    public static IReadOnlyList<(string Title, string Hint, IReadOnlyList<string> Columns, int Lines)> Forms { get; } =
    [
        ("様式 経過記録", "行ったこと、分かったこと、決めたことを、そのつど書く。時刻は24時間表記。", ["日時", "内容（だれが何をしたか）", "記録した人"], 20),
        ("様式 連絡記録", "電話・FAX・対面で知らせたこと、つながらなかったことを書く。確認番号を聞いたら必ず書く。", ["日時", "相手", "方法", "用件", "結果・確認番号", "連絡した人"], 18),
    ];

    public static IReadOnlyList<string> FirstReport { get; } =
        ["報告した日時", "報告した人・課・連絡先", "気づいた日時（知った日時）", "何が起きたか", "どこで（課・機器・システム）", "個人情報・マイナンバーの有無、人数", "すでに行ったこと（だれが・いつ）", "知らせた相手（窓口・管理者）と時刻", "受けた人"];

    public static string Moment(DateTimeOffset moment)
    {
        var there = moment.ToOffset(Japan);
        return there.ToString($"yyyy年M月d日（{Weekdays[(int)there.DayOfWeek]}）H時mm分", CultureInfo.InvariantCulture);
    }

    /// <summary>A day that ends at midnight is named by itself, a time by the time.</summary>
    public static string Deadline(PaperCase one)
    {
        if (one.NextDeadline is not { } end)
        {
            return "なし";
        }

        var there = end.ToOffset(Japan);
        var day = there.TimeOfDay == TimeSpan.Zero ? there.AddDays(-1) : there;
        var text = day.ToString($"M月d日（{Weekdays[(int)day.DayOfWeek]}）", CultureInfo.InvariantCulture) + (there.TimeOfDay == TimeSpan.Zero ? "まで" : there.ToString("H時mm分まで", CultureInfo.InvariantCulture));
        return one.Overdue ? $"{text}【期限超過】" : text;
    }

    public static string Severity(PaperCase one) => one.Severity?.InJapanese() ?? "未評価";

    public static string Held(CallEntry entry) => entry.SectionName + (entry.ForNames.Count > 0 ? $"（{string.Join("、", entry.ForNames)}）" : string.Empty);

    public static string Absence(CallEntry entry) => entry.AbsentUntil is { } until ? $"不在（{Moment(until)}まで）{(entry.DeputyName is null ? string.Empty : $"代理：{entry.DeputyName} {entry.DeputyPhone}")}" : string.Empty;

    public static string Withheld(int count) => $"ほかに、取扱者を限る事案が{count}件あります。ここには載せません。取扱者に確かめてください。";

    public static string More(int count) => $"ほかに{count}件の事案があります（期限の近い300件だけを載せています）。";
}
