using System.Net;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Intake;

/// <summary>One sender can't drown the contact point, and one who waits gets through again.</summary>
public sealed class RateLimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_gets_so_many_and_others_still_get_through()
    {
        using var tokens = new TestTokens();
        await using var csirt = await RunningIntake.StartAsync(tokens, new Dictionary<string, string?> { ["Intake:PublicPerAddress"] = "2", ["Intake:PublicPerTown"] = "3" });
        using var client = csirt.Client();
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.5"));
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.5"));
        using var refused = await FileAsync(client, "203.0.113.5");
        await RunningIntake.ProblemAsync(refused, HttpStatusCode.TooManyRequests, "too_many_reports");
        Assert.InRange(refused.Headers.RetryAfter?.Delta?.TotalMinutes ?? 0, 25, 30);
        // What was refused took nothing from what the town can get.
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.6"));
    }

    [Fact]
    public async Task A_sender_can_not_make_up_another_address()
    {
        using var tokens = new TestTokens();
        await using var csirt = await RunningIntake.StartAsync(tokens, new Dictionary<string, string?> { ["Intake:PublicPerAddress"] = "1", ["Intake:PublicPerTown"] = "100" });
        using var client = csirt.Client();
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.5"));
        // The last entry is what the trusted proxy wrote; what stands before it the sender could have made up.
        await RunningIntake.ProblemAsync(await FileAsync(client, "198.51.100.1, 203.0.113.5"), HttpStatusCode.TooManyRequests, "too_many_reports");
    }

    [Fact]
    public async Task A_town_gets_so_many_and_another_town_is_not_held_up()
    {
        using var tokens = new TestTokens();
        await using var csirt = await RunningIntake.StartAsync(tokens, new Dictionary<string, string?> { ["Intake:PublicPerAddress"] = "100", ["Intake:PublicPerTown"] = "2" });
        using var client = csirt.Client();
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.1"));
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.2"));
        await RunningIntake.ProblemAsync(await FileAsync(client, "203.0.113.3"), HttpStatusCode.TooManyRequests, "too_many_reports");
        await RunningIntake.AcceptedAsync(await FileAsync(client, "203.0.113.3", TestDirectory.OtherTown));
        using var staff = tokens.ClientOf(csirt, TestDirectory.Clerk);
        await RunningIntake.AcceptedAsync(await staff.PostAsJsonAsync("/api/intake/reports", new { text = "職員の報告は止まらない" }, CsirtJson.Options, Stop));
    }

    [Fact]
    public async Task A_portal_that_does_not_say_for_whom_it_files_is_not_taken_for_one_sender()
    {
        using var tokens = new TestTokens();
        await using var csirt = await RunningIntake.StartAsync(tokens, new Dictionary<string, string?> { ["Intake:PublicPerAddress"] = "1", ["Intake:PublicPerTown"] = "100" });
        using var client = csirt.Client();
        for (var i = 0; i < 3; i++)
        {
            await RunningIntake.AcceptedAsync(await FileAsync(client, "unknown"));
        }
    }

    private static Task<HttpResponseMessage> FileAsync(HttpClient client, string forwardedFor, string town = TestDirectory.Town)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/intake/public/{town}/reports") { Content = JsonContent.Create(new { text = "住民の報告" }) };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return client.SendAsync(request, Stop);
    }
}
