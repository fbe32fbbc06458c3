namespace Csirt.Escalation.Calendar;

/// <summary>
/// Counts periods as 個人情報保護法 and 番号法 have it: the day of 知った is day 1, closed days count, and only the last day may move.
/// </summary>
internal static class DayCount
{
    /// <summary>The last day of a period whose day 1 is <paramref name="first"/>; it does not move (速報).</summary>
    public static DateOnly LastDay(DateOnly first, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return first.AddDays(days - 1);
    }

    /// <summary>The last day, moved on to the next open day where it falls on a closed one (確報).</summary>
    /// <exception cref="HolidayDataException">There is no holiday data for the year it falls in.</exception>
    public static DateOnly LastOpenDay(DateOnly first, int days, HolidayCalendar calendar) =>
        calendar.OpenDayFrom(LastDay(first, days));
}
