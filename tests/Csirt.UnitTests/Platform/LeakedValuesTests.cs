using Csirt.Platform.Text;
using Xunit;

namespace Csirt.UnitTests.Platform;

public sealed class LeakedValuesTests
{
    [Theory]
    [InlineData("番号は123456789018です", "番号は［12桁の番号を伏せました：末尾18］です")]
    [InlineData("1234-5678-9018", "［12桁の番号を伏せました：末尾18］")]
    [InlineData("１２３４　５６７８　９０１８", "［12桁の番号を伏せました：末尾18］")]
    [InlineData("カード 4111111111111111", "カード ［16桁の番号を伏せました：末尾11］")]
    [InlineData("4111 1111 1111 1111", "［16桁の番号を伏せました：末尾11］")]
    public void A_My_Number_or_a_card_number_is_blotted_out(string typed, string kept) => Assert.Equal(kept, LeakedValues.Mask(typed));

    [Theory]
    [InlineData("123456789012")] // wrong check digit
    [InlineData("202611250930")] // a time in a log
    [InlineData("電話 00-0000-0001、090-1234-5678")]
    [InlineData("受付-R8-0012")]
    [InlineData("0198c0de000070008000000000000001")]
    [InlineData("192.168.100.200")]
    [InlineData("2026-11-25T09:30:00")]
    public void Everything_else_stays(string text) => Assert.Equal(text, LeakedValues.Mask(text));
}
