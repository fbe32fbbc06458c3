using Csirt.Intake.Filing;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目")]
    [InlineData("  前後の空白\n ", "前後の空白")]
    [InlineData("表\t区切り", "表\t区切り")]
    [InlineData("鐘\u0007と\u001b[31m色\u0085", "鐘と[31m色")]
    [InlineData("右\u202eから\u2066左", "右から左")]
    [InlineData("𠮷野家と👩‍💻", "𠮷野家と👩‍💻")]
    [InlineData("<b>&\"'", "<b>&\"'")]
    [InlineData(null, "")]
    public void Lines_lose_only_what_can_not_be_seen(string? given, string clean) => Assert.Equal(clean, CleanText.Lines(given));

    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", CleanText.Lines("a\uD800b"));

    [Theory]
    [InlineData(" 本庁\n2階\t東 ", "本庁 2階 東")]
    [InlineData("\u0000", null)]
    [InlineData("　", null)]
    public void A_line_is_one_line_or_none(string given, string? clean) => Assert.Equal(clean, CleanText.Line(given));
}
