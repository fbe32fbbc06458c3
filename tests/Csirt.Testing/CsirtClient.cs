using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;

namespace Csirt.Testing;

/// <summary>Someone at the API: signed in with a demo account, or nobody.</summary>
public sealed class CsirtClient : IDisposable
{
    /// <summary>Nobody yet.</summary>
    public CsirtClient(Uri address)
        : this(new HttpClient { BaseAddress = address })
    {
    }

    private CsirtClient(HttpClient http) => Http = http;

    /// <summary>For requests of other kinds.</summary>
    public HttpClient Http { get; }

    /// <summary>Signs in with a demo account of the town.</summary>
    public static Task<CsirtClient> SignInAsync(Uri address, string userName, CancellationToken stop = default) =>
        SignInAsync(new HttpClient { BaseAddress = address }, userName, stop);

    /// <summary>Signs in with a demo account of the town, over a client that knows the way.</summary>
    public static Task<CsirtClient> SignInAsync(HttpClient http, string userName, CancellationToken stop = default) =>
        SignInAsync(http, DemoTown.Code, userName, DemoTown.Password, stop);

    /// <summary>Signs in with an account of any town.</summary>
    public static async Task<CsirtClient> SignInAsync(HttpClient http, string town, string userName, string password, CancellationToken stop = default)
    {
        var client = new CsirtClient(http);
        var signedIn = await client.PostAsync<SignedIn>("/api/directory/sign-in", new SignInRequest(town, userName, password), stop: stop);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
        return client;
    }

    /// <summary>GET; fails on anything but success, quoting the answer.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken stop = default)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), stop);
        return await ReadAsync<T>(answer, stop);
    }

    /// <summary>GET; null where it is not there (yet).</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken stop = default)
        where T : class
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), stop);
        return answer.StatusCode is HttpStatusCode.NotFound ? null : await ReadAsync<T>(answer, stop);
    }

    /// <summary>Sends a body; fails on anything but success, quoting the answer.</summary>
    public async Task<T> PostAsync<T>(string path, object? body, long? ifMatch = null, string? idempotencyKey = null, HttpMethod? method = null, CancellationToken stop = default)
    {
        using var answer = await SendAsync(path, body, ifMatch, idempotencyKey, method, stop);
        return await ReadAsync<T>(answer, stop);
    }

    /// <summary>Sends a body and returns whatever comes back.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, object? body, long? ifMatch = null, string? idempotencyKey = null, HttpMethod? method = null, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: CsirtJson.Options);
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{ifMatch}\""));
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Http.SendAsync(request, stop);
    }

    /// <inheritdoc />
    public void Dispose() => Http.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken stop)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(stop)}", null, answer.StatusCode);
        }

        return (await answer.Content.ReadFromJsonAsync<T>(CsirtJson.Options, stop))!;
    }
}
