using Csirt.Escalation.Calendar;
using Xunit;

namespace Csirt.UnitTests.Escalation.Calendar;

public sealed class HolidayYearsTests
{
    [Theory]
    [InlineData("2027-05-01", new int[0], new int[0])]
    [InlineData("2027-06-10", new int[0], new[] { 2028 })]
    [InlineData("2027-10-18", new[] { 2028 }, new[] { 2028 })]
    [InlineData("2028-01-01", new[] { 2028 }, new[] { 2028 })]
    public void A_year_is_missed_before_a_60_day_duty_of_today_can_reach_it(string today, int[] now, int[] soon)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(now, HolidayYears.MissingNow(TestCalendar.Built, day));
        Assert.Equal(soon, HolidayYears.MissingSoon(TestCalendar.Built, day));
    }
}
