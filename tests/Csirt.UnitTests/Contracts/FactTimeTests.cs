using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.UnitTests.Contracts;

/// <summary>Times as people report them: unknown, a day in Japan, or an instant with its offset.</summary>
public sealed class FactTimeTests
{
    [Theory]
    [InlineData("unknown", FactTimeKind.Unknown, null)]
    [InlineData("2026-09-29", FactTimeKind.Date, "2026-09-29")]
    [InlineData("2026-09-29T09:00+09:00", FactTimeKind.Instant, "2026-09-29")]
    [InlineData("2026-11-22T23:30Z", FactTimeKind.Instant, "2026-11-23")]
    [InlineData("2026-11-22T23:30:15.5Z", FactTimeKind.Instant, "2026-11-23")]
    [InlineData("2026-11-23T01:00:00-05:00", FactTimeKind.Instant, "2026-11-23")]
    public void What_is_one_is_read_and_falls_on_its_day_in_Japan(string text, FactTimeKind kind, string? day)
    {
        Assert.True(FactTime.TryParse(text, out var time));
        Assert.Equal((kind, day), (time.Kind, time.JapanDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(time, JsonSerializer.Deserialize<FactTime>(JsonSerializer.Serialize(time, CsirtJson.Options), CsirtJson.Options));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("0001-01-01")]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-9-1")]
    [InlineData("2026-09-29T09:00")]
    [InlineData("2026-09-29T09:00:00")]
    [InlineData("2026-09-29T25:00+09:00")]
    [InlineData("2026-09-29 09:00+09:00")]
    [InlineData("0001-01-01T00:00+09:00")]
    [InlineData("9999-12-31T23:59-09:00")]
    public void What_is_none_is_refused(string? text) => Assert.False(FactTime.TryParse(text, out _));
}
