using Csirt.Contracts.Values;

namespace Csirt.Portal.Wording;

/// <summary>Times as people here say them: Japan time, with the day of the week.</summary>
internal static class JapanTime
{
    private const string Weekdays = "日月火水木金土";

    public static TimeSpan Offset { get; } = TimeSpan.FromHours(9);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>11月25日（水）; with the year where it is another than this one.</summary>
    public static string Say(DateOnly day, DateOnly today) =>
        $"{(day.Year == today.Year ? string.Empty : $"{day.Year}年")}{day.Month}月{day.Day}日（{Weekdays[(int)day.DayOfWeek]}）";

    /// <summary>11月25日（水） 14:05.</summary>
    public static string Say(DateTimeOffset instant, DateOnly today)
    {
        var local = instant.ToOffset(Offset);
        return $"{Say(DateOnly.FromDateTime(local.DateTime), today)} {local:HH:mm}";
    }

    /// <summary>Where something begins: 11月25日（水）から, with the clock time unless it is midnight.</summary>
    public static string SayFrom(DateTimeOffset start, DateOnly today) => $"{(IsMidnight(start) ? Say(Day(start), today) : Say(start, today))}から";

    /// <summary>Where something ends, exclusive: midnight is the whole day before, 11月29日（日）まで.</summary>
    public static string SayUntil(DateTimeOffset end, DateOnly today) => $"{(IsMidnight(end) ? Say(Day(end).AddDays(-1), today) : Say(end, today))}まで";

    /// <summary>From when until when; a single whole day is just that day.</summary>
    public static string SaySpan(DateTimeOffset start, DateTimeOffset end, DateOnly today) =>
        IsMidnight(start) && end == start.AddDays(1) ? Say(Day(start), today) : $"{SayFrom(start, today)}{SayUntil(end, today)}";

    public static bool IsMidnight(DateTimeOffset instant) => instant.ToOffset(Offset).TimeOfDay == TimeSpan.Zero;

    /// <summary>As exactly as it is known.</summary>
    public static string Say(FactTime time, DateOnly today) => time.Kind switch
    {
        FactTimeKind.Date => Say(time.JapanDate!.Value, today),
        FactTimeKind.Instant => Say(time.EarliestMoment!.Value, today),
        _ => "不明",
    };

    /// <summary>How long ago: 12分前, 3時間前, 5日前.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => Length(now - then) is var length && length.Length == 0 ? "たった今" : $"{length}前";

    /// <summary>How long: 12分, 3時間, 5日; nothing under a minute.</summary>
    public static string Length(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Empty,
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes}分",
        { TotalDays: < 2 } => $"{(int)span.TotalHours}時間",
        _ => $"{(int)span.TotalDays}日",
    };
}
