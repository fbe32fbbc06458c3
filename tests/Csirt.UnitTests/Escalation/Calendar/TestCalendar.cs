using Csirt.Escalation;
using Csirt.Escalation.Calendar;

namespace Csirt.UnitTests.Escalation.Calendar;

/// <summary>The calendar that ships.</summary>
internal static class TestCalendar
{
    public static IReadOnlyDictionary<DateOnly, string> Holidays { get; } = HolidayCsv.Read(BuiltIn.Read("holidays.csv"), "holidays.csv");

    public static HolidayCalendar Built { get; } = new(Holidays);
}
