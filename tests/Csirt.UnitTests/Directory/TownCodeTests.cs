using Csirt.Directory.Towns;
using Xunit;

namespace Csirt.UnitTests.Directory;

public sealed class TownCodeTests
{
    [Theory]
    [InlineData("011002")] // 札幌市
    [InlineData("131016")] // 千代田区
    [InlineData("033219")] // 紫波町
    [InlineData("473821")] // 与那国町
    [InlineData("990019")] // demo
    public void A_code_with_its_check_digit_is_taken(string code) => Assert.True(TownCode.IsValid(code));

    [Theory]
    [InlineData("033218")]
    [InlineData("033291")]
    [InlineData("03321")]
    [InlineData("0332190")]
    [InlineData("00100a")]
    [InlineData("481009")]
    [InlineData("０３３２１９")]
    [InlineData("")]
    public void Anything_else_is_refused(string code) => Assert.False(TownCode.IsValid(code));
}
