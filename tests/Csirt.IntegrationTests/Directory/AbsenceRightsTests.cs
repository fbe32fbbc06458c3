using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Xunit;
using static Csirt.IntegrationTests.Directory.DirectoryHost;

namespace Csirt.IntegrationTests.Directory;

public sealed class AbsenceRightsTests(BothTowns towns) : IClassFixture<BothTowns>
{
    [Theory]
    [InlineData("shogai-kacho", "p-shogai-tanto", HttpStatusCode.OK)] // 管理者
    [InlineData("fukushi-bucho", "p-shogai-tanto", HttpStatusCode.OK)] // 責任者
    [InlineData("kikaku-bucho", "p-shogai-tanto", HttpStatusCode.OK)] // 統括
    [InlineData("fukuchocho", "p-shogai-kacho", HttpStatusCode.OK)] // CISO
    [InlineData("joho-shunin", "p-shogai-kacho", HttpStatusCode.OK)] // operator
    [InlineData("fukushi-kacho", "p-shogai-tanto", HttpStatusCode.Forbidden)] // another section's 管理者
    [InlineData("chomin-bucho", "p-shogai-tanto", HttpStatusCode.Forbidden)] // another department's 責任者
    [InlineData("suido-tanto", "p-suido-kacho", HttpStatusCode.Forbidden)]
    [InlineData("kansa-kyokucho", "p-shogai-kacho", HttpStatusCode.Forbidden)]
    public async Task Who_may_set_whose_absence(string caller, string person, HttpStatusCode expected)
    {
        using var client = await towns.Host.ClientOfAsync(caller);

        Assert.Equal(expected == HttpStatusCode.OK, (await GetAsync<PersonEntry>(client, $"people/{person}")).MayChangeAbsence);
        await ExpectAsync(expected, client.PutAsJsonAsync($"/api/directory/people/{person}/absence", new SetAbsence(Start.AddDays(1)), CsirtJson.Options, TestContext.Current.CancellationToken));
    }
}
