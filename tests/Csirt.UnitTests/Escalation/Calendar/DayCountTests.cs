using CsCheck;
using Csirt.Escalation.Calendar;
using Xunit;

namespace Csirt.UnitTests.Escalation.Calendar;

/// <summary>個人情報保護法68条, 施行規則44条: how the days of 速報 and 確報 are counted.</summary>
public sealed class DayCountTests
{
    [Theory]
    [InlineData("2026-11-23", 30, "2026-12-22")] // a naive +30 is a day late
    [InlineData("2026-11-20", 30, "2026-12-21")] // day 30 is a Saturday
    [InlineData("2026-12-01", 30, "2027-01-04")] // year end
    [InlineData("2026-08-22", 30, "2026-09-24")] // four closed days in a row
    [InlineData("2026-10-25", 30, "2026-11-24")] // holiday
    [InlineData("2026-11-05", 60, "2027-01-04")] // year end
    [InlineData("2027-04-04", 30, "2027-05-06")] // three closed days in a row
    [InlineData("2026-06-01", 30, "2026-06-30")]
    [InlineData("2026-06-01", 60, "2026-07-30")]
    [InlineData("2026-04-02", 30, "2026-05-01")]
    public void Final_report_falls_due_on_the_last_day_or_the_next_open_one(string known, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), DayCount.LastOpenDay(DateOnly.Parse(known), days, TestCalendar.Built));

    [Theory]
    [InlineData("2026-12-29", 5, "2027-01-02")]
    [InlineData("2026-09-29", 5, "2026-10-03")]
    [InlineData("2026-09-29", 3, "2026-10-01")]
    public void Preliminary_report_never_moves(string known, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), DayCount.LastDay(DateOnly.Parse(known), days));

    [Fact]
    public void The_day_of_knowledge_is_the_day_in_Japan()
    {
        var known = JapanTime.DayOf(DateTimeOffset.Parse("2026-11-22T23:30Z"));
        Assert.Equal(new DateOnly(2026, 11, 23), known);
        Assert.Equal(new DateOnly(2026, 12, 22), DayCount.LastOpenDay(known, 30, TestCalendar.Built));
    }

    [Theory]
    [InlineData("2026-11-22T14:59:59Z", "2026-11-22")]
    [InlineData("2026-11-22T15:00:00Z", "2026-11-23")]
    public void Midnight_in_Japan_is_15_00_UTC(string moment, string day) =>
        Assert.Equal(DateOnly.Parse(day), JapanTime.DayOf(DateTimeOffset.Parse(moment)));

    [Fact]
    public void A_due_day_ends_at_the_next_midnight_in_Japan_kept_in_UTC()
    {
        var end = JapanTime.EndOf(new DateOnly(2026, 12, 22));
        Assert.Equal(new DateTimeOffset(2026, 12, 22, 15, 0, 0, TimeSpan.Zero), end);
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Fact]
    public void A_year_without_data_fails_loudly()
    {
        var error = Assert.Throws<HolidayDataException>(() => DayCount.LastOpenDay(new DateOnly(2027, 12, 10), 30, TestCalendar.Built));
        Assert.Contains("2028年の祝日データがありません", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Agrees_with_a_slow_independent_count() =>
        Gen.Select(Gen.Date[new DateTime(2022, 1, 1), new DateTime(2027, 10, 30)], Gen.Int[1, 60]).Sample((start, days) =>
        {
            var first = DateOnly.FromDateTime(start);
            return DayCount.LastOpenDay(first, days, TestCalendar.Built) == SlowCount.LastOpenDay(first, days);
        }, iter: 20_000);
}

/// <summary>Walks day by day and works the holidays out from the Act on National Holidays instead of reading the data.</summary>
internal static class SlowCount
{
    public static DateOnly LastOpenDay(DateOnly first, int days)
    {
        var day = first;
        for (var counted = 1; counted < days; counted++)
        {
            day = day.AddDays(1);
        }

        while (Closed(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public static bool IsHoliday(DateOnly day)
    {
        if (ByName(day))
        {
            return true;
        }

        // 振替休日: the first day after a holiday on Sunday that is none itself. 国民の休日: a day between two holidays.
        var before = day.AddDays(-1);
        while (ByName(before))
        {
            if (before.DayOfWeek == DayOfWeek.Sunday)
            {
                return true;
            }

            before = before.AddDays(-1);
        }

        return ByName(day.AddDays(-1)) && ByName(day.AddDays(1));
    }

    private static bool Closed(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        || (day.Month, day.Day) is (12, 29) or (12, 30) or (12, 31) or (1, 1) or (1, 2) or (1, 3)
        || IsHoliday(day);

    private static bool ByName(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (2, 11) or (2, 23) or (4, 29) or (5, 3) or (5, 4) or (5, 5) or (8, 11) or (11, 3) or (11, 23) => true,
        (3, _) => day.Day == Equinox(20.8431, day.Year),
        (9, var d) when d == Equinox(23.2488, day.Year) => true,
        (1, _) or (10, _) => IsMonday(day, 2),
        (7, _) or (9, _) => IsMonday(day, 3),
        _ => false,
    };

    private static bool IsMonday(DateOnly day, int ofMonth) => day.DayOfWeek == DayOfWeek.Monday && ((day.Day - 1) / 7) + 1 == ofMonth;

    // The usual approximation of the astronomical day, good for 1980–2099.
    private static int Equinox(double offset, int year) => (int)(offset + (0.242194 * (year - 1980)) - ((year - 1980) / 4));
}
