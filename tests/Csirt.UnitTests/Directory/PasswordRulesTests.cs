using Csirt.Directory.Accounts;
using Xunit;

namespace Csirt.UnitTests.Directory;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("eleven-char")]
    [InlineData("")]
    [InlineData("soumu-kacho-2026")]
    [InlineData("SOUMU-KACHO-2026")]
    [InlineData("abababababababab")]
    [InlineData("my-Password-is-long")]
    [InlineData("the-present-one-is")]
    public void What_is_easily_guessed_is_refused(string password) =>
        Assert.NotEmpty(PasswordRules.Breaches(password, "soumu-kacho", "the-present-one-is"));

    [Theory]
    [InlineData("twelve-chars")]
    [InlineData("あおいそらとしろいくものした")]
    [InlineData("correct horse battery staple")]
    public void What_is_long_is_taken(string password) =>
        Assert.Empty(PasswordRules.Breaches(password, "soumu-kacho", "the-present-one-is"));

    [Fact]
    public void Temporary_passwords_keep_the_rules() =>
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Empty(PasswordRules.Breaches(Passwords.Temporary(), "soumu-kacho", "x")));
}
