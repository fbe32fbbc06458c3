using System.Net;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Testing;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

/// <summary>Two towns in one installation: what is another town's does not exist.</summary>
public sealed class TownIsolationTests(BothTowns towns) : IClassFixture<BothTowns>
{
    private readonly DirectoryHost _host = towns.Host;

    [Fact]
    public async Task Both_towns_are_offered_and_the_name_alone_does_not_say_which()
    {
        using var client = _host.Process.Client();

        Assert.Equal([DemoTown.Code, DemoTown.VillageCode], (await GetAsync<List<TownEntry>>(client, "towns")).Select(t => t.Code));
        Assert.Equal("invalid", await _host.SignInCodeAsync("soumu-kacho"));
    }

    [Fact]
    public async Task The_same_user_name_is_two_accounts()
    {
        Assert.Equal("総務課長（デモ）", (await _host.SignInAsync("soumu-kacho", DemoTown.Password, DemoTown.Code)).Person.Name);
        Assert.Equal("総務課長（若葉村デモ）", (await _host.SignInAsync("soumu-kacho", DemoTown.VillagePassword, DemoTown.VillageCode)).Person.Name);
        Assert.Equal("sign_in_failed", await CodeOf(await _host.TrySignInAsync("soumu-kacho", DemoTown.Password, DemoTown.VillageCode)));
        Assert.Equal("sign_in_failed", await CodeOf(await _host.TrySignInAsync("soumu-kacho", DemoTown.Password, "033219")));
    }

    [Fact]
    public async Task Nothing_of_the_other_town_is_seen()
    {
        using var village = await DemoTown.SignInToVillageAsync(_host.Process, "soumu-tanto");

        Assert.Equal(DemoTown.VillageCode, (await GetAsync<Organisation>(village, "organisation")).Town);
        Assert.All(await GetAsync<List<PersonEntry>>(village, "people"), p => Assert.EndsWith("wakaba.example.jp", p.Mail, StringComparison.Ordinal));
        Assert.Equal("総務課長（若葉村デモ）", (await GetAsync<PersonEntry>(village, "people/p-soumu-kacho")).Name);
        Assert.Equal(2, (await GetAsync<List<SystemEntry>>(village, "systems")).Count);
        Assert.DoesNotContain(await GetAsync<List<OutsideContact>>(village, "contacts"), c => c.Id == "c-jlis");
        Assert.Single(await GetAsync<List<ApiKeyEntry>>(village, "api-keys"));
        Assert.Equal(7, (await GetAsync<List<AccountEntry>>(village, "accounts")).Count);
        Assert.All((await GetAsync<CallList>(village, "call-list")).Groups.SelectMany(g => g.Entries), e => Assert.EndsWith("wakaba.example.jp", e.Mail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "people/p-joho-kacho")]
    [InlineData("GET", "systems/sys-zei")]
    [InlineData("PUT", "people/p-joho-kacho/absence")]
    [InlineData("DELETE", "people/p-joho-kacho/absence")]
    [InlineData("POST", "accounts/p-joho-kacho/temporary-password")]
    [InlineData("POST", "accounts/p-joho-kacho/disable")]
    public async Task What_exists_over_there_is_not_found_here(string method, string path)
    {
        using var village = await DemoTown.SignInToVillageAsync(_host.Process, "soumu-tanto");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/directory/{path}");
        if (method == "PUT")
        {
            request.Content = System.Net.Http.Json.JsonContent.Create(new SetAbsence(Start.AddDays(1)), options: Contracts.CsirtJson.Options);
        }

        await ExpectAsync(HttpStatusCode.NotFound, village.SendAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_other_town_s_key_is_not_there_to_be_revoked()
    {
        using var village = await DemoTown.SignInToVillageAsync(_host.Process, "soumu-tanto");
        var id = DemoTown.ApiKey(_host.Process, Channel.Monitoring).Split('.')[2];

        await ExpectAsync(HttpStatusCode.NotFound, village.DeleteAsync($"/api/directory/api-keys/{id}", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Each_town_is_told_in_its_own_name()
    {
        await _host.ToldAsync(s => s.ApiKeys.Count == 3, "the town with its keys");
        await _host.ToldAsync(s => s.ApiKeys.Count == 1 && s.TownName == "若葉村（デモ）", "the village with its key", DemoTown.VillageCode);
    }
}
