using System.Net;
using Csirt.Contracts.Http.Directory;
using Csirt.Directory.SecondFactor;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>policy 4.4(2): more than one kind of credential, possible without a phone.</summary>
public sealed class SecondFactorTests
{
    private static readonly ProveIdentity Proof = new(DemoTown.Password);

    [Fact]
    public async Task Printed_codes_open_the_door_once_each()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("soumu-kacho");
        var sheet = await ReadAsync<PrintedCodeSheet>(await host.PostAsync("me/second-factor/printed-codes", Proof, client));

        Assert.Equal("one_time_code_required", await host.SignInCodeAsync("soumu-kacho"));
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, "aaaaa-aaaaa"));
        Assert.Equal(9, (await SignInAsync(host, sheet.Codes[0])).PrintedCodesLeft);
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, sheet.Codes[0]));
        await SignInAsync(host, $" {sheet.Codes[1].ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)} ");
    }

    [Fact]
    public async Task An_authenticator_counts_once_it_was_seen_to_work()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("soumu-kacho");
        var begun = await ReadAsync<NewAuthenticator>(await host.PostAsync("me/second-factor/authenticator", Proof, client));
        var secret = FromBase32(begun.Secret);
        Assert.Contains($"secret={begun.Secret}", begun.Uri, StringComparison.Ordinal);
        await host.SignInAsync("soumu-kacho");

        await ExpectAsync(HttpStatusCode.BadRequest, host.PostAsync("me/second-factor/authenticator/confirmation", new ConfirmAuthenticator("000000"), client));
        await ExpectAsync(
            HttpStatusCode.NoContent,
            host.PostAsync("me/second-factor/authenticator/confirmation", new ConfirmAuthenticator(Totp.CodeAt(secret, host.Time.GetUtcNow())), client));

        Assert.Equal("one_time_code_required", await host.SignInCodeAsync("soumu-kacho"));
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, Totp.CodeAt(secret, host.Time.GetUtcNow())));
        host.Time.Advance(TimeSpan.FromSeconds(30));
        var code = Totp.CodeAt(secret, host.Time.GetUtcNow());
        await SignInAsync(host, code);
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, code));
    }

    [Fact]
    public async Task Beginning_with_a_new_authenticator_leaves_the_old_one_working_until_the_new_one_was_seen_to_work()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("soumu-kacho");
        var first = await BeginAsync(Proof);
        await ConfirmAsync(first);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        var second = await BeginAsync(Proof with { OneTimeCode = Code(first) });

        // The phone with the new one fell into the water: the old one still opens the door, the new one does not.
        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, Code(second)));
        await SignInAsync(host, Code(first));

        host.Time.Advance(TimeSpan.FromSeconds(30));
        await ConfirmAsync(second);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("one_time_code_wrong", await CodeAsync(host, Code(first)));
        await SignInAsync(host, Code(second));

        string Code(byte[] secret) => Totp.CodeAt(secret, host.Time.GetUtcNow());
        async Task<byte[]> BeginAsync(ProveIdentity proof) => FromBase32((await ReadAsync<NewAuthenticator>(await host.PostAsync("me/second-factor/authenticator", proof, client))).Secret);
        Task ConfirmAsync(byte[] secret) => ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("me/second-factor/authenticator/confirmation", new ConfirmAuthenticator(Code(secret)), client));
    }

    [Fact]
    public async Task Guessing_codes_locks_the_name_though_the_password_is_right()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("soumu-kacho");
        var sheet = await ReadAsync<PrintedCodeSheet>(await host.PostAsync("me/second-factor/printed-codes", Proof, client));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("one_time_code_required", await host.SignInCodeAsync("soumu-kacho"));
            Assert.Equal("one_time_code_wrong", await CodeAsync(host, $"{i}{i}{i}{i}{i}{i}"));
        }

        Assert.Equal("sign_in_locked", await CodeAsync(host, sheet.Codes[0]));
    }

    [Fact]
    public async Task The_operator_hands_out_a_sheet_and_takes_the_factor_away_where_all_is_lost()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        var sheet = await ReadAsync<PrintedCodeSheet>(await host.PostAsync("accounts/p-soumu-kacho/printed-codes", new { }, keeper));
        await SignInAsync(host, sheet.Codes[9]);
        Assert.True((await GetAsync<List<AccountEntry>>(keeper, "accounts")).Single(a => a.UserName == "soumu-kacho").SecondFactor);

        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("accounts/p-soumu-kacho/remove-second-factor", new { }, keeper));
        Assert.Null((await host.SignInAsync("soumu-kacho")).PrintedCodesLeft);
    }

    [Fact]
    public async Task Nobody_changes_it_without_the_password()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("soumu-kacho");
        await host.PostAsync("me/second-factor/printed-codes", Proof, client);

        Assert.Equal("sign_in_failed", await CodeOf(await host.PostAsync("me/second-factor/removal", new ProveIdentity("not-the-password"), client)));
        Assert.Equal("one_time_code_required", await CodeOf(await host.PostAsync("me/second-factor/removal", Proof, client)));
        Assert.Equal("one_time_code_required", await host.SignInCodeAsync("soumu-kacho"));
    }

    private static async Task<SignedIn> SignInAsync(DirectoryHost host, string code) =>
        await ReadAsync<SignedIn>(await host.PostAsync("sign-in", new SignInRequest(null, "soumu-kacho", DemoTown.Password, code)));

    private static async Task<string> CodeAsync(DirectoryHost host, string code) =>
        await CodeOf(await host.PostAsync("sign-in", new SignInRequest(null, "soumu-kacho", DemoTown.Password, code)));

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
