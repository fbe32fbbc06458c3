using Csirt.Intake.Following;
using Xunit;

namespace Csirt.UnitTests.Intake;

public sealed class FollowSecretTests
{
    [Fact]
    public void Secrets_are_long_differ_and_name_their_town()
    {
        var secrets = Enumerable.Range(0, 1000).Select(_ => FollowSecret.New("990019")).ToList();
        Assert.Equal(1000, secrets.Select(s => s.Hash).Distinct().Count());
        // 32 letters of 32 kinds: 160 bits.
        Assert.All(secrets, s => Assert.Equal((39, "990019"), (s.Text.Length, s.Town)));
        Assert.Equal(32, secrets.SelectMany(s => s.Text[7..]).Distinct().Count());
    }

    [Fact]
    public void A_secret_is_read_back_in_either_case_and_told_to_no_log()
    {
        var secret = FollowSecret.New("990019");
        Assert.Equal(secret.Hash, FollowSecret.Read(secret.Text.ToUpperInvariant())!.Hash);
        Assert.DoesNotContain(secret.Text[7..], secret.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("990019")]
    [InlineData("990019-0000000000000000000000000000000")]
    [InlineData("990019-000000000000000000000000000000000")]
    [InlineData("99001a-00000000000000000000000000000000")]
    [InlineData("990019-0000000000000000000000000000000i")]
    [InlineData("990019-00000000000000000000000000000000\n")]
    public void What_can_not_be_one_is_none(string text) => Assert.Null(FollowSecret.Read(text));
}
