using System.Net;
using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

public sealed class ApiKeyTests
{
    [Fact]
    public async Task The_demo_town_starts_with_a_key_for_each_channel_and_only_hashes_go_out()
    {
        await using var host = await StartAsync();
        var told = await host.ToldAsync(s => s.ApiKeys.Count == 3, "the demo keys");

        foreach (var channel in new[] { Channel.Monitoring, Channel.Contractor, Channel.Cloud })
        {
            var key = DemoTown.ApiKey(host.Process, channel);
            var entry = told.ApiKeys.Single(k => k.Channel == channel);
            Assert.StartsWith($"csirt.{DemoTown.Code}.{entry.Id}.", key, StringComparison.Ordinal);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), entry.Sha256);
        }
    }

    [Fact]
    public async Task A_new_key_is_shown_once_and_works_until_it_is_withdrawn()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");

        var created = await ReadAsync<CreatedApiKey>(await host.PostAsync("api-keys", new CreateApiKey("EDR", Channel.Monitoring), keeper));
        await host.ToldAsync(s => s.ApiKeys.Any(k => k.Id == created.Entry.Id), "the new key");
        var listing = await (await keeper.GetAsync("/api/directory/api-keys", Stop)).Content.ReadAsStringAsync(Stop);
        Assert.Contains(created.Entry.Id, listing, StringComparison.Ordinal);
        Assert.DoesNotContain(created.Key.Split('.')[3], listing, StringComparison.Ordinal);

        await ExpectAsync(HttpStatusCode.NoContent, keeper.DeleteAsync($"/api/directory/api-keys/{created.Entry.Id}", Stop));
        await host.ToldAsync(s => s.ApiKeys.All(k => k.Id != created.Entry.Id), "its end");
        await ExpectAsync(HttpStatusCode.NotFound, keeper.DeleteAsync($"/api/directory/api-keys/{created.Entry.Id}", Stop));
    }

    [Fact]
    public async Task Impossible_keys_are_refused()
    {
        await using var host = await StartAsync();
        using var keeper = await host.ClientOfAsync("joho-shunin");
        CreateApiKey[] impossible =
        [
            new("", Channel.Monitoring),
            new("x", Channel.Staff),
            new("x", Channel.Contractor),
            new("x", Channel.Cloud, "c-nobody"),
            new("x", Channel.Monitoring, ExpiresAt: Start),
        ];
        foreach (var key in impossible)
        {
            Assert.Equal("invalid", await CodeOf(await host.PostAsync("api-keys", key, keeper)));
        }
    }

    [Fact]
    public async Task Keys_and_accounts_are_for_the_operator_and_the_chief_alone()
    {
        await using var host = await StartAsync();
        foreach (var userName in new[] { "chomin-madoguchi", "fukuchocho", "joho-kakaricho" })
        {
            using var client = await host.ClientOfAsync(userName);
            await ExpectAsync(HttpStatusCode.Forbidden, client.GetAsync("/api/directory/api-keys", Stop));
            await ExpectAsync(HttpStatusCode.Forbidden, client.GetAsync("/api/directory/accounts", Stop));
            await ExpectAsync(HttpStatusCode.Forbidden, host.PostAsync("import", new { }, client));
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
