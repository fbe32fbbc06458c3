using System.Net;
using Csirt.Contracts.Http.Directory;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

public sealed class SessionTests
{
    [Fact]
    public async Task A_token_ends_after_ten_minutes_and_renewal_gives_a_fresh_one()
    {
        await using var host = await StartAsync();
        var signedIn = await host.SignInAsync("soumu-kacho");
        using var client = host.ClientWith(signedIn.AccessToken);
        await GetAsync<WhoAmI>(client, "me");

        host.Time.Advance(TimeSpan.FromMinutes(11));
        await ExpectAsync(HttpStatusCode.Unauthorized, client.GetAsync("/api/directory/me", TestContext.Current.CancellationToken));

        var renewed = await ReadAsync<Renewed>(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken)));
        using var fresh = host.ClientWith(renewed.AccessToken);
        Assert.Equal("p-soumu-kacho", (await GetAsync<WhoAmI>(fresh, "me")).PersonId);
    }

    [Fact]
    public async Task A_session_left_idle_ends_and_counts_as_signed_out_then()
    {
        await using var host = await StartAsync();
        var signedIn = await host.SignInAsync("soumu-kacho");

        host.Time.Advance(TimeSpan.FromMinutes(29));
        await ReadAsync<Renewed>(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken)));
        host.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken))));

        Assert.Equal(Start.AddMinutes(59), (await host.SignInAsync("soumu-kacho")).LastSignOutAt);
    }

    [Fact]
    public async Task A_session_nobody_came_back_to_counts_as_signed_out_too()
    {
        await using var host = await StartAsync();
        await host.SignInAsync("soumu-kacho");
        host.Time.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal(Start.AddMinutes(30), (await host.SignInAsync("soumu-kacho")).LastSignOutAt);
    }

    [Fact]
    public async Task No_session_outlives_half_a_day()
    {
        await using var host = await StartAsync();
        var signedIn = await host.SignInAsync("soumu-kacho");
        for (var i = 0; i < 35; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(20));
            await ReadAsync<Renewed>(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken)));
        }

        host.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken))));
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        await using var host = await StartAsync();
        var office = await host.SignInAsync("soumu-kacho");
        var home = await host.SignInAsync("soumu-kacho");

        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("sign-out", new SignOutRequest(office.RenewalToken)));
        await ExpectAsync(HttpStatusCode.NoContent, host.PostAsync("sign-out", new SignOutRequest(office.RenewalToken)));

        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(office.RenewalToken))));
        await ReadAsync<Renewed>(await host.PostAsync("renew", new RenewRequest(home.RenewalToken)));
    }

    [Fact]
    public async Task A_changed_password_ends_every_session()
    {
        await using var host = await StartAsync();
        var before = await host.SignInAsync("soumu-kacho");
        await ExpectAsync(
            HttpStatusCode.NoContent, host.PostAsync("password", new ChangePasswordRequest(null, "soumu-kacho", DemoTown.Password, "nagai-nagai-aikotoba")));

        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(before.RenewalToken))));
        Assert.Equal("sign_in_failed", await host.SignInCodeAsync("soumu-kacho"));
    }

    [Fact]
    public async Task What_is_no_renewal_token_renews_nothing()
    {
        await using var host = await StartAsync();
        string[] strays = ["", "990019", "990019.0123456789abcdef0123456789abcdef.secret", "033219.0123456789abcdef0123456789abcdef.secret", "../../.."];
        foreach (var stray in strays)
        {
            Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest(stray))));
        }
    }

    [Fact]
    public async Task Another_session_s_secret_renews_nothing()
    {
        await using var host = await StartAsync();
        var one = (await host.SignInAsync("soumu-kacho")).RenewalToken.Split('.');
        var two = (await host.SignInAsync("fukuchocho")).RenewalToken.Split('.');
        Assert.Equal("session_ended", await CodeOf(await host.PostAsync("renew", new RenewRequest($"{one[0]}.{one[1]}.{two[2]}"))));
    }

    [Fact]
    public async Task Tokens_and_sessions_outlive_a_restart()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        try
        {
            SignedIn signedIn;
            var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Start);
            await using (var host = await StartAsync(folder: folder, time: time))
            {
                signedIn = await host.SignInAsync("soumu-kacho");
            }

            await using (var host = await StartAsync(folder: folder, time: time))
            {
                using var client = host.ClientWith(signedIn.AccessToken);
                Assert.Equal("p-soumu-kacho", (await GetAsync<WhoAmI>(client, "me")).PersonId);
                await ReadAsync<Renewed>(await host.PostAsync("renew", new RenewRequest(signedIn.RenewalToken)));
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_new_signing_key_is_shown_before_it_signs_and_the_old_one_goes_on_verifying()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        try
        {
            var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Start);
            await using (await StartAsync(folder: folder, time: time))
            {
            }

            time.Advance(TimeSpan.FromDays(181));
            await using var host = await StartAsync(folder: folder, time: time);
            using var client = host.Process.Client();
            var keys = await GetAsync<PublicKeySet>(client, "keys");
            Assert.Equal(2, keys.Keys.Count);
            Assert.Equal(keys.Keys[0].Kid, KeyOf(await host.SignInAsync("soumu-kacho")));

            time.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal(keys.Keys[1].Kid, KeyOf(await host.SignInAsync("soumu-kacho")));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static string KeyOf(SignedIn signedIn) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(signedIn.AccessToken).Kid;

    private sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys);

    private sealed record PublicKey(string Kid);
}
