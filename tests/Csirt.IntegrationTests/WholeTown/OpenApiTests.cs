using System.Text.Json.Nodes;
using Csirt.AllInOne;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.WholeTown;

/// <summary>The published description of the API.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_names_the_doors_of_every_service()
    {
        await using var csirt = await CsirtProcess.StartAsync(AllServices.Modules);
        using var nobody = new CsirtClient(csirt.Address);
        var paths = (await nobody.GetAsync<JsonNode>("/openapi/v1.json", TestContext.Current.CancellationToken))["paths"]!.AsObject().Select(p => p.Key).ToList();
        string[] doors = ["/api/intake/reports", "/api/cases/{id}", "/api/escalation/cases/{caseId}/duties", "/api/notification/acknowledgements", "/api/directory/sign-in"];
        Assert.Empty(doors.Except(paths));
    }
}
