using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>The published description names every door of the service, with what it takes.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_command_is_described_with_its_body_and_its_answer()
    {
        await using var cases = await CasesProcess.StartAsync();
        using var client = cases.Csirt.Client();
        var paths = (await client.GetFromJsonAsync<JsonObject>(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!["paths"]!.AsObject();

        foreach (var command in new[] { "assessment", "times", "measures", "instructions", "decision", "implicated", "merge", "triggers/{trigger}" })
        {
            var post = paths[$"/api/cases/{{id}}/{command}"]?["post"];
            Assert.True(post is not null, command);
            Assert.NotNull(post["requestBody"]?["content"]?["application/json"]?["schema"]);
            Assert.Equal("#/components/schemas/CaseCommandResult", post["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>());
            Assert.Contains(post["parameters"]!.AsArray(), p => p!["name"]!.GetValue<string>() == "id");
        }

        Assert.NotNull(paths["/api/cases/{id}"]?["get"]);
        Assert.NotNull(paths["/api/cases/lanes"]?["get"]);
    }
}
