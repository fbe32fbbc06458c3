using Csirt.Intake.Filing;
using Csirt.Platform.Clock;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class ReceiptNumbersTests
{
    [Theory]
    [InlineData("2027-03-31T14:59:59Z", 2026)]
    [InlineData("2027-03-31T15:00:00Z", 2027)]
    [InlineData("2026-12-31T23:00:00Z", 2026)]
    [InlineData("2026-04-01T00:00:00+09:00", 2026)]
    public void The_fiscal_year_begins_in_April_at_midnight_in_Japan(string at, int year) =>
        Assert.Equal(year, FiscalYear.Of(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(2026, false, 12, "受付-R8-0012")]
    [InlineData(2026, false, 12345, "受付-R8-12345")]
    [InlineData(2027, true, 3, "訓練受付-R9-003")]
    public void Numbers_can_be_read_out(int year, bool drill, long number, string text) => Assert.Equal(text, ReceiptNumbers.Format(year, drill, number));
}
