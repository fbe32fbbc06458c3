namespace Csirt.Escalation.Calendar;

/// <summary>
/// Which years of holidays must be there: today's, and every year that a duty known today can fall due in (60 days, and the closed
/// days that may follow). Nothing is ever counted in a year without data.
/// </summary>
internal static class HolidayYears
{
    /// <summary>60 days of 確報, and the longest run of closed days after them.</summary>
    private const int Reach = 60 + 15;

    /// <summary>How long before a year is needed its absence is warned of.</summary>
    private const int WarnDays = 150;

    public static IReadOnlyList<int> MissingNow(HolidayCalendar calendar, DateOnly today) => Missing(calendar, today, Reach);

    public static IReadOnlyList<int> MissingSoon(HolidayCalendar calendar, DateOnly today) => Missing(calendar, today, Reach + WarnDays);

    public static string Say(int year) =>
        $"{year}年の祝日データがありません。内閣府の一覧（syukujitsu.csv）を、データフォルダの packs/holidays.csv に置いて起動し直してください。";

    private static int[] Missing(HolidayCalendar calendar, DateOnly today, int days) =>
        [.. Enumerable.Range(today.Year, today.AddDays(days).Year - today.Year + 1).Where(year => !calendar.Years.Contains(year))];
}
