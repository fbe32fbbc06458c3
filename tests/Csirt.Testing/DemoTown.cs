using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;

namespace Csirt.Testing;

/// <summary>The demo towns that ship with Directory, entered by the front door: sign-in, and the keys left in the data folder.</summary>
public static class DemoTown
{
    /// <summary>青葉町（デモ）: there unless settings say otherwise.</summary>
    public const string Code = "990019";

    /// <summary>Everyone's password in it.</summary>
    public const string Password = "aoba-machi-demo";

    /// <summary>若葉村（デモ）: served only where <see cref="Both"/> is among the settings.</summary>
    public const string VillageCode = "990027";

    /// <summary>Everyone's password in the village.</summary>
    public const string VillagePassword = "wakaba-mura-demo";

    /// <summary>あおば県（デモ）: the prefecture of both, served only where <see cref="WithPrefecture"/> is among the settings.</summary>
    public const string PrefectureCode = "990001";

    /// <summary>Everyone's password in the prefecture.</summary>
    public const string PrefecturePassword = "aoba-ken-demo";

    /// <summary>Settings under which both towns and their prefecture are served.</summary>
    public static IReadOnlyDictionary<string, string?> WithPrefecture { get; } =
        new Dictionary<string, string?> { ["Directory:Towns"] = "demo-town;demo-village;demo-prefecture" };

    /// <summary>Settings under which both towns are served.</summary>
    public static IReadOnlyDictionary<string, string?> Both { get; } = new Dictionary<string, string?> { ["Directory:Towns"] = "demo-town;demo-village" };

    /// <summary>A client signed in to the demo town, e.g. as <c>joho-kakaricho</c>.</summary>
    public static Task<HttpClient> SignInAsync(CsirtProcess csirt, string userName) => SignInAsync(csirt, Code, userName, Password);

    /// <summary>A client signed in to the demo village.</summary>
    public static Task<HttpClient> SignInToVillageAsync(CsirtProcess csirt, string userName) => SignInAsync(csirt, VillageCode, userName, VillagePassword);

    /// <summary>The demo town's key for a channel, to be sent as <c>X-Api-Key</c>.</summary>
    public static string ApiKey(CsirtProcess csirt, Channel channel)
    {
        var file = Path.Combine(csirt.Folder, "secrets", $"demo-api-keys-{Code}.json");
        return JsonSerializer.Deserialize<List<DemoKey>>(File.ReadAllText(file), CsirtJson.Options)!.Single(k => k.Channel == channel).Key;
    }

    private static async Task<HttpClient> SignInAsync(CsirtProcess csirt, string town, string userName, string password)
    {
        var client = csirt.Client();
        var answer = await client.PostAsJsonAsync("/api/directory/sign-in", new SignInRequest(town, userName, password), CsirtJson.Options);
        answer.EnsureSuccessStatusCode();
        var signedIn = await answer.Content.ReadFromJsonAsync<SignedIn>(CsirtJson.Options);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn!.AccessToken);
        return client;
    }

    private sealed record DemoKey(Channel Channel, string Label, string Key);
}
