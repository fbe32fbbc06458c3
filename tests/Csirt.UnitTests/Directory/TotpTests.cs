using System.Text;
using Csirt.Directory.SecondFactor;
using Xunit;

namespace Csirt.UnitTests.Directory;

public sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, the last six of eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void A_code_is_taken_half_a_minute_early_or_late_and_no_more()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        foreach (var seconds in new[] { -30, 0, 30 })
        {
            Assert.NotNull(Totp.Match(Secret, Totp.CodeAt(Secret, now.AddSeconds(seconds)), now, 0));
        }

        foreach (var seconds in new[] { -60, 60 })
        {
            Assert.Null(Totp.Match(Secret, Totp.CodeAt(Secret, now.AddSeconds(seconds)), now, 0));
        }
    }

    [Fact]
    public void A_code_works_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_015);
        var code = Totp.CodeAt(Secret, now);
        var step = Totp.Match(Secret, code, now, 0);
        Assert.NotNull(step);
        Assert.Null(Totp.Match(Secret, code, now, step.Value));
    }

    [Fact]
    public void Secrets_are_written_in_base_32() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.ToBase32(Secret));
}
