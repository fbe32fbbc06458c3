using System.Globalization;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Model;

/// <summary>Times as the timeline shows them: Japan time, with weekday.</summary>
internal static class TimeWords
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly string[] Weekdays = ["日", "月", "火", "水", "木", "金", "土"];

    internal static string InJapanese(this FactTime time)
    {
        if (time.JapanDate is not { } day || time.EarliestMoment is not { } moment)
        {
            return "不明";
        }

        var date = string.Create(Plain, $"{day.Year}年{day.Month}月{day.Day}日（{Weekdays[(int)day.DayOfWeek]}）");
        return time.Kind is FactTimeKind.Date ? date : date + moment.ToOffset(TimeSpan.FromHours(9)).ToString(" H:mm", Plain);
    }
}
