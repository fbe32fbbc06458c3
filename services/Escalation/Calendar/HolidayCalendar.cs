namespace Csirt.Escalation.Calendar;

/// <summary>
/// Open and closed days of the authorities: Saturdays, Sundays, holidays and 12/29–1/3 are closed.
/// A year without data throws; it never counts as a year without holidays.
/// </summary>
internal sealed class HolidayCalendar
{
    // Since 2020 a year has 16 holidays by law, besides the substitutes: fewer means a cut-off file.
    private const int HolidaysByLaw = 16;
    private readonly IReadOnlyDictionary<DateOnly, string> _holidays;
    private readonly HashSet<int> _years;

    /// <exception cref="HolidayDataException">A year is incomplete.</exception>
    public HolidayCalendar(IReadOnlyDictionary<DateOnly, string> holidays)
    {
        _holidays = holidays;
        _years = [.. holidays.Keys.Select(day => day.Year)];
        foreach (var year in holidays.Keys.GroupBy(day => day.Year).Where(year => year.Count() < HolidaysByLaw))
        {
            throw new HolidayDataException($"{year.Key}年の祝日が{year.Count()}日しかありません。データが途中で切れていないか確かめてください。");
        }
    }

    /// <summary>Years that can be counted in.</summary>
    public IReadOnlyCollection<int> Years => _years;

    /// <exception cref="HolidayDataException">There is no data for the year.</exception>
    public bool IsClosed(DateOnly day)
    {
        if (!_years.Contains(day.Year))
        {
            throw new HolidayDataException($"{day.Year}年の祝日データがありません。内閣府の一覧を取り込んでください。");
        }

        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            || (day.Month == 12 && day.Day >= 29)
            || (day.Month == 1 && day.Day <= 3)
            || _holidays.ContainsKey(day);
    }

    /// <summary>The day itself when open, else the first open day after it.</summary>
    /// <exception cref="HolidayDataException">There is no data for a year passed through.</exception>
    public DateOnly OpenDayFrom(DateOnly day)
    {
        while (IsClosed(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
