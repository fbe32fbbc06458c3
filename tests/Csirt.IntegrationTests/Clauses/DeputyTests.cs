using System.Text.Json.Nodes;
using Csirt.Contracts.Http.Directory;
using Csirt.IntegrationTests.Samples;
using Xunit;

namespace Csirt.IntegrationTests.Clauses;

/// <summary>6.2(1)ウ(ウ), (エ): who stands in with privileged rights is accepted by the CISO, and then those named are told promptly, once.</summary>
public sealed class DeputyTests(SampleTown town) : IClassFixture<SampleTown>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task C6_2_1_U_an_accepted_deputy_is_told_to_chief_heads_managers_and_system_managers_once()
    {
        await town.Chief.PostAsync<PersonEntry>("/api/directory/people/p-kikaku-bucho/absence", new SetAbsence(town.Now.AddDays(3), DeputyId: "p-joho-kacho"), method: HttpMethod.Put, stop: Stop);
        Assert.Empty(Mails());
        await town.Ciso.PostAsync<PersonEntry>("/api/directory/people/p-kikaku-bucho/absence/acceptance", null, stop: Stop);
        foreach (var address in new[] { "kikaku-bucho", "fukushi-bucho", "shogai-kacho", "kikaku-kacho" })
        {
            await town.EventuallyAsync(() => Task.FromResult(Mails().Count(mail => mail.Contains($"{address}@aoba.example.jp", StringComparison.Ordinal))), count => count == 1, $"{address} is told");
        }

        // Another change of the directory tells nobody again.
        await town.Ciso.PostAsync<PersonEntry>("/api/directory/people/p-fukuchocho/absence", new SetAbsence(town.Now.AddDays(1)), method: HttpMethod.Put, stop: Stop);
        await town.EventuallyAsync(async () => (await town.Staff.GetAsync<JsonNode>("/api/directory/people/p-fukuchocho", Stop))["absent_until"], until => until is not null, "the absence is there");
        Assert.Equal(Mails().Count, Mails().Distinct().Count());
    }

    private IReadOnlyList<string> Mails() => !System.IO.Directory.Exists(town.Pickup) ? [] :
        [.. System.IO.Directory.EnumerateFiles(town.Pickup, "*.eml").Select(file => MimeKit.MimeMessage.Load(file)).Where(mail => mail.Subject?.Contains("特権の代行者", StringComparison.Ordinal) == true).Select(mail => mail.To.ToString())];
}
