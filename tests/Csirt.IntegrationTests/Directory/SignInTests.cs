using System.Net;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>policy 6.2(1)オ, カ.</summary>
public sealed class SignInTests
{
    private const string Wrong = "not-the-password";

    [Fact]
    public async Task A_token_carries_the_roles_and_what_they_are_held_for()
    {
        await using var host = await StartAsync();
        using var client = await host.ClientOfAsync("shogai-kacho");

        var me = await GetAsync<WhoAmI>(client, "me");

        Assert.Equal("p-shogai-kacho", me.PersonId);
        Assert.Equal("body-choucho", me.BodyId);
        Assert.Contains(me.Roles, r => r is { Role: Role.SectionManager, For: "sec-shogai", ForName: "障がい福祉課" });
        Assert.Contains(me.Roles, r => r is { Role: Role.Staff, For: "sec-shogai" });
    }

    [Fact]
    public async Task User_names_are_taken_in_any_case_and_with_spaces_around()
    {
        await using var host = await StartAsync();
        Assert.Equal("p-fukuchocho", (await host.SignInAsync(" FukuChocho ")).Person.PersonId);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        await using var host = await StartAsync();

        var wrong = await host.TrySignInAsync("fukuchocho", Wrong);
        var unknown = await host.TrySignInAsync("nobody-here", Wrong);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal("sign_in_failed", await CodeOf(wrong));
        Assert.Equal("sign_in_failed", await CodeOf(unknown));
    }

    [Theory]
    [InlineData("fukuchocho")]
    [InlineData("nobody-here")]
    public async Task Five_failures_lock_the_name_whether_it_exists_or_not(string userName)
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("sign_in_failed", await host.SignInCodeAsync(userName, Wrong));
        }

        var locked = await host.TrySignInAsync(userName);
        Assert.Equal(HttpStatusCode.Locked, locked.StatusCode);
        Assert.Equal("sign_in_locked", await CodeOf(locked));

        host.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("sign_in_failed", await host.SignInCodeAsync(userName, Wrong));
    }

    [Fact]
    public async Task Attempts_made_at_once_do_not_outrun_the_lock()
    {
        await using var host = await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.TrySignInAsync("fukuchocho", Wrong)));

        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        Assert.Equal(15, answers.Count(a => a.StatusCode == HttpStatusCode.Locked));
    }

    [Fact]
    public async Task A_locked_name_opens_after_a_while_or_by_the_operator()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        for (var i = 0; i < 5; i++)
        {
            await host.TrySignInAsync("fukuchocho", Wrong);
        }

        Assert.Equal("sign_in_locked", await host.SignInCodeAsync("fukuchocho"));
        var listed = await GetAsync<List<AccountEntry>>(keeper, "accounts");
        Assert.NotNull(listed.Single(a => a.UserName == "fukuchocho").LockedUntil);

        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("accounts/p-fukuchocho/unlock", new { }, keeper));
        await host.SignInAsync("fukuchocho");
    }

    [Fact]
    public async Task Last_sign_in_and_sign_out_and_failures_in_between_are_shown()
    {
        await using var host = await StartAsync();
        var first = await host.SignInAsync("soumu-kacho");
        Assert.Null(first.LastSignInAt);
        Assert.Null(first.LastSignOutAt);

        host.Time.Advance(TimeSpan.FromMinutes(10));
        await host.PostAsync("sign-out", new SignOutRequest(first.RenewalToken));
        await host.TrySignInAsync("soumu-kacho", Wrong);
        await host.TrySignInAsync("soumu-kacho", Wrong);
        host.Time.Advance(TimeSpan.FromMinutes(10));
        var second = await host.SignInAsync("soumu-kacho");

        Assert.Equal(Start, second.LastSignInAt);
        Assert.Equal(Start.AddMinutes(10), second.LastSignOutAt);
        Assert.Equal(2, second.FailedAttempts);
    }

    [Fact]
    public async Task A_temporary_password_only_opens_the_way_to_a_new_one()
    {
        await using var host = await StartAsync();
        var temporary = File.ReadAllLines(Path.Combine(host.Process.Folder, "secrets", $"temporary-passwords-{DemoTown.Code}.txt"))
            .Select(l => l.Split('\t')).Single(l => l[0] == "shinnin")[1];
        const string New = "ao-i-sora-to-kumo";

        var refused = await host.TrySignInAsync("shinnin", temporary);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("password_change_required", await CodeOf(refused));

        foreach (var weak in new[] { "short", "shinnin-no-password", "aaaaaaaaaaaaaaaa", temporary })
        {
            await ExpectAsync(HttpStatusCode.BadRequest, host.PostAsync("password", new ChangePasswordRequest(null, "shinnin", temporary, weak)));
        }

        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("password", new ChangePasswordRequest(null, "shinnin", temporary, New)));
        Assert.Equal("sign_in_failed", await host.SignInCodeAsync("shinnin", temporary));
        Assert.Equal("p-shinnin", (await host.SignInAsync("shinnin", New)).Person.PersonId);
    }

    [Fact]
    public async Task A_reset_by_the_operator_gives_a_temporary_password_and_ends_the_sessions()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        var before = await host.SignInAsync("suido-tanto");

        var given = await ReadAsync<TemporaryPassword>(await host.PostAsync("accounts/p-suido-tanto/temporary-password", new { }, keeper));

        Assert.Equal("password_change_required", await host.SignInCodeAsync("suido-tanto", given.Password));
        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(before.RenewalToken))));
    }

    [Fact]
    public async Task A_closed_account_neither_signs_in_nor_goes_on()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        var before = await host.SignInAsync("suido-tanto");

        await host.PostAsync("accounts/p-suido-tanto/disable", new { }, keeper);
        Assert.Equal("sign_in_failed", await host.SignInCodeAsync("suido-tanto"));
        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(before.RenewalToken))));

        await host.PostAsync("accounts/p-suido-tanto/enable", new { }, keeper);
        await host.SignInAsync("suido-tanto");
    }

    [Theory]
    [InlineData("""{"user_name":"fukuchocho"}""", "invalid")]
    [InlineData("""{"password":"x"}""", "invalid")]
    [InlineData("""{"user_name":"fukuchocho","password":""", "malformed_json")]
    [InlineData("""{"user_name":5,"password":"x"}""", "invalid")]
    public async Task Bad_input_is_told_apart_from_a_wrong_password(string body, string code)
    {
        await using var host = await StartAsync();
        using var client = host.Process.Client();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await client.PostAsync("/api/directory/sign-in", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await CodeOf(answer));
    }
}
