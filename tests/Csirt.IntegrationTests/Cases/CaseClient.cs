using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Xunit;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Someone at the door of the Cases API.</summary>
internal sealed class CaseClient(HttpClient http)
{
    /// <summary>The case as this caller sees it.</summary>
    public async Task<CaseDetail> SeeAsync(string id)
    {
        using var response = await http.GetAsync(new Uri($"/api/cases/{id}", UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var detail = (await response.Content.ReadFromJsonAsync<CaseDetail>(CsirtJson.Options))!;
        Assert.Equal($"\"{detail.Version}\"", response.Headers.ETag?.Tag);
        return detail;
    }

    /// <summary>A command with the version that this caller sees right now.</summary>
    public async Task<CaseCommandResult> DoAsync(string id, string command, object? body = null)
    {
        var version = (await SeeAsync(id)).Version;
        using var response = await PostAsync(id, command, body, $"\"{version}\"");
        Assert.True(response.IsSuccessStatusCode, $"{command}: {await response.Content.ReadAsStringAsync()}");
        var result = (await response.Content.ReadFromJsonAsync<CaseCommandResult>(CsirtJson.Options))!;
        Assert.Equal($"\"{result.Version}\"", response.Headers.ETag?.Tag);
        return result;
    }

    /// <summary>A command that must be refused: status, code and the codes of all reasons.</summary>
    public async Task<Refused> RefusedAsync(string id, string command, object? body = null, string? ifMatch = null)
    {
        using var response = await PostAsync(id, command, body, ifMatch ?? $"\"{(await SeeAsync(id)).Version}\"");
        return await RefusedAsync(response);
    }

    public static async Task<Refused> RefusedAsync(HttpResponseMessage response)
    {
        Assert.False(response.IsSuccessStatusCode, "was not refused");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        var reasons = problem["reasons"]?.AsArray().Select(r => r!["code"]!.GetValue<string>()).Order().ToList() ?? [];
        Assert.False(string.IsNullOrWhiteSpace(problem["title"]!.GetValue<string>()));
        return new Refused(response.StatusCode, problem["code"]!.GetValue<string>(), reasons, problem);
    }

    public Task<HttpResponseMessage> PostAsync(string id, string command, object? body, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/cases/{id}/{command}", UriKind.Relative))
        {
            Content = body is string json ? new StringContent(json, MediaTypeHeaderValue.Parse("application/json")) : JsonContent.Create(body ?? new { }, options: CsirtJson.Options),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return http.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await http.GetAsync(new Uri($"/api/cases{path}", UriKind.Relative));
        return response.StatusCode;
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await http.GetAsync(new Uri($"/api/cases{path}", UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>(CsirtJson.Options))!;
    }

    public Task<HttpResponseMessage> GetRawAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>Fires a trigger.</summary>
    public Task<CaseCommandResult> MoveAsync(string id, string trigger, string? reason = null) => DoAsync(id, $"triggers/{trigger}", new MoveRequest(reason));

    /// <summary>Takes a case just received to where this stage begins, the short way.</summary>
    public async Task BringToAsync(string id, CaseStage stage, CaseClient ciso)
    {
        (CaseStage Stage, Func<Task> Step)[] way =
        [
            (CaseStage.Triage, () => MoveAsync(id, "start_triage")),
            (CaseStage.Containment, async () =>
            {
                await DoAsync(id, "assessment", TestTown.Assessed);
                await MoveAsync(id, "start_containment");
            }),
            (CaseStage.Recovery, async () =>
            {
                await DoAsync(id, "similar-systems", new SimilarSystemsRequest(SimilarSystemsState.NotNeeded, Reason: "同じ媒体はほかにない"));
                await MoveAsync(id, "start_recovery");
            }),
            (CaseStage.PreventionDrafting, async () =>
            {
                await DoAsync(id, "recovery-waiver", new ReasonRequest("紛失のため復旧の対象なし"));
                await MoveAsync(id, "start_prevention");
            }),
            (CaseStage.PreventionAwaitingCiso, async () =>
            {
                await DoAsync(id, "cause", new CauseRequest("施錠していなかった", CauseOrigin.Own));
                await DoAsync(id, "measures", new RecordMeasureRequest { Kind = MeasureKind.Prevention, Text = "媒体を施錠保管する", Planned = true });
                await MoveAsync(id, "request_ciso_review");
            }),
            (CaseStage.PreventionImplementing, () => ciso.DoAsync(id, "decision", new DecisionRequest { Approve = true })),
            (CaseStage.Resolved, async () =>
            {
                foreach (var open in (await SeeAsync(id)).Measures.Where(m => m.State is MeasureState.Planned))
                {
                    await DoAsync(id, $"measures/{open.Id}/completion", new MeasureDoneRequest());
                }

                await MoveAsync(id, "resolve");
            }),
        ];
        foreach (var (_, step) in way.TakeWhile(w => w.Stage <= stage))
        {
            await step();
        }

        Assert.Equal(stage, (await SeeAsync(id)).Stage);
    }
}

/// <summary>A refusal.</summary>
internal sealed record Refused(HttpStatusCode Status, string Code, IReadOnlyList<string> Reasons, JsonObject Body)
{
    public override string ToString() => $"{(int)Status} {Code} {string.Join(",", Reasons)}";
}
