using System.Net.Http.Headers;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Notification;

namespace Csirt.Platform.Hosting.Commands;

/// <summary>
/// Asks a running installation, over its own API, whom it could not reach (policy 1(2)キ, 1(3)エ): for a monthly look by hand or a
/// scheduled job. Signs in like a person, so that it may not see more than that person.
/// </summary>
internal sealed class CheckReadiness : ICommand
{
    private const int Gaps = 1;

    public string Name => "readiness";

    public string Help =>
        """
        非常時に連絡がつくかを点検する。動いているこの仕組みに尋ねる（終了コード 0: すべて連絡がつく、1: つかない人がいる、2: 点検できない）。
        --address=http://localhost:5080 --user=ユーザー名 --password-file=パスワードのファイル [--town=団体コード] [--code=ワンタイムコード]
        役割を持つ全員に連絡テストを送るときは --send-tests=true
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        using var http = new HttpClient { BaseAddress = new Uri(context.Settings["address"] ?? "http://localhost:5080"), Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            await SignInAsync(http, context);
            if (context.Settings["send-tests"] == "true")
            {
                var sent = await ReadAsync<TestMessages>(await http.PostAsJsonAsync("/api/notification/test-messages", new SendTestMessages(AllRoles: true), CsirtJson.Options));
                await context.Output.WriteLineAsync($"連絡テストを{sent.Sent.Count}通送りました（10分以内に送った{sent.Skipped}通は省きました）。");
            }

            var ways = await ReadAsync<ContactReadiness>(await http.GetAsync(new Uri("/api/notification/readiness", UriKind.Relative)));
            var network = await ReadAsync<Readiness>(await http.GetAsync(new Uri("/api/directory/readiness", UriKind.Relative)));
            return await TellAsync(context.Output, ways, network);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            throw new CommandException($"{http.BaseAddress} に接続できません。仕組みが動いているか、--address を確かめてください。", e);
        }
    }

    private static async Task SignInAsync(HttpClient http, CommandContext context)
    {
        string password;
        try
        {
            password = (await File.ReadAllTextAsync(context.Demand("password-file"))).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"パスワードのファイルを読めません（{context.Settings["password-file"]}）。", e);
        }

        var request = new SignInRequest(context.Settings["town"], context.Demand("user"), password, context.Settings["code"]);
        var signedIn = await ReadAsync<SignedIn>(await http.PostAsJsonAsync("/api/directory/sign-in", request, CsirtJson.Options));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (answer.IsSuccessStatusCode)
            {
                return (await answer.Content.ReadFromJsonAsync<T>(CsirtJson.Options))!;
            }

            var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? await answer.Content.ReadFromJsonAsync<Refusal>(CsirtJson.Options) : null;
            throw new CommandException(problem?.Title ?? $"{answer.RequestMessage?.RequestUri?.AbsolutePath} は {(int)answer.StatusCode} を返しました。");
        }
    }

    private static async Task<int> TellAsync(TextWriter output, ContactReadiness ways, Readiness network)
    {
        foreach (var one in ways.Recipients.Where(one => !one.Reachable))
        {
            await output.WriteLineAsync($"[連絡がつかない] {one.Name}: {Reason(one)}");
        }

        foreach (var finding in network.Findings.Where(finding => finding.Grave))
        {
            await output.WriteLineAsync($"[重要] {finding.Message}");
        }

        await output.WriteLineAsync(
            $"連絡先 {ways.Recipients.Count} 件のうち {ways.NotReached} 件は、使えると確かめた手段がありません。テストの時期が来ている手段は {ways.TestsOverdue} 件です（{ways.TestEveryDays} 日ごと）。");
        return ways.Ready && !network.Findings.Any(finding => finding.Grave) ? 0 : Gaps;
    }

    private static string Reason(RecipientReadiness one) => one.Ways.Count == 0
        ? "メールも取次の宛先も登録されていません。"
        : string.Join("、", one.Ways.Select(way => $"{way.Title}（{(way.Health == WayHealth.Failing ? "不通" : "未確認")}）"));

    private sealed record Refusal(string? Title);
}
