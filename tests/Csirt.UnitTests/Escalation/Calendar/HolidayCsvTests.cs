using System.Text;
using Csirt.Escalation.Calendar;
using Xunit;

namespace Csirt.UnitTests.Escalation.Calendar;

public sealed class HolidayCsvTests
{
    private const string Header = "国民の祝日・休日月日,国民の祝日・休日名称";

    [Fact]
    public void Data_covers_2022_to_2027_and_agrees_with_the_law()
    {
        Assert.Equal([2022, 2023, 2024, 2025, 2026, 2027], TestCalendar.Holidays.Keys.Select(day => day.Year).Distinct());
        for (var day = new DateOnly(2022, 1, 1); day.Year <= 2027; day = day.AddDays(1))
        {
            Assert.True(SlowCount.IsHoliday(day) == TestCalendar.Holidays.ContainsKey(day), $"{day:yyyy-MM-dd}");
        }
    }

    [Fact]
    public void Shift_JIS_as_the_Cabinet_Office_publishes_it_reads_like_UTF_8()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = Header + "\r\n2026/1/1,元日\r\n2026/1/12,成人の日\r\n";
        var shiftJis = HolidayCsv.Read(Encoding.GetEncoding(932).GetBytes(text), "syukujitsu.csv");
        var utf8 = HolidayCsv.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)], "syukujitsu.csv");
        Assert.Equal("成人の日", shiftJis[new DateOnly(2026, 1, 12)]);
        Assert.Equal(utf8, shiftJis);
    }

    [Theory]
    [InlineData("date,name\n2026/1/1,元日\n", "h.csv:1:")]
    [InlineData(Header + "\n2026/1/1,元日\n2026/13/1,変な日\n", "h.csv:3:")]
    [InlineData(Header + "\n2026/1/1\n", "h.csv:2:")]
    [InlineData(Header + "\n2026/1/1,元日\n2026/1/1,元日\n", "h.csv:3:")]
    public void A_bad_line_is_named(string text, string where)
    {
        var error = Assert.Throws<HolidayDataException>(() => HolidayCsv.Read(Encoding.UTF8.GetBytes(text), "h.csv"));
        Assert.StartsWith(where, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_in_neither_encoding_are_refused() =>
        Assert.Throws<HolidayDataException>(() => HolidayCsv.Read([0xFF, 0xFE, 0x81, 0x00], "h.csv"));

    [Fact]
    public void A_year_cut_off_in_the_middle_is_refused()
    {
        var half = TestCalendar.Holidays.Where(holiday => holiday.Key < new DateOnly(2027, 8, 1)).ToDictionary();
        var error = Assert.Throws<HolidayDataException>(() => new HolidayCalendar(half));
        Assert.Contains("2027年", error.Message, StringComparison.Ordinal);
    }
}
