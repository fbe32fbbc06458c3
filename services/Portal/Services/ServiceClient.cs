using System.Globalization;
using System.Net.Http.Headers;
using Csirt.Contracts;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>What every service's client shares: the signed-in person's token, JSON as the house writes it, refusals as exceptions.</summary>
internal abstract class ServiceClient(HttpClient http, CurrentSession session)
{
    /// <summary>A path whose parts are escaped, so that an id can't leave its place.</summary>
    protected static string Path(FormattableString path) =>
        string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(a => Uri.EscapeDataString(Convert.ToString(a, CultureInfo.InvariantCulture) ?? string.Empty))]);

    /// <summary>A query string of the values that are there.</summary>
    protected static string Query(params IEnumerable<(string Name, string? Value)> values) =>
        QueryString.Create(values.Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => KeyValuePair.Create(v.Name, v.Value))).ToUriComponent();

    protected Task<T> GetAsync<T>(string path, CancellationToken stop) => ReadAsync<T>(Request(HttpMethod.Get, path), stop);

    protected Task<T> PostAsync<T>(string path, object body, CancellationToken stop, long? version = null) =>
        ReadAsync<T>(Request(HttpMethod.Post, path, body, version), stop);

    protected async Task PostAsync(string path, object? body, CancellationToken stop, long? version = null)
    {
        using var request = Request(HttpMethod.Post, path, body, version);
        using var response = await SendAsync(request, stop);
    }

    protected async Task PutAsync(string path, object body, CancellationToken stop)
    {
        using var request = Request(HttpMethod.Put, path, body);
        using var response = await SendAsync(request, stop);
    }

    protected async Task DeleteAsync(string path, CancellationToken stop)
    {
        using var request = Request(HttpMethod.Delete, path);
        using var response = await SendAsync(request, stop);
    }

    protected async Task<T> ReadAsync<T>(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            using var response = await SendAsync(request, stop);
            return await response.Content.ReadFromJsonAsync<T>(CsirtJson.Options, stop) ?? throw new ApiException(502, "empty_answer", "サービスから空の応答がありました。");
        }
    }

    protected HttpRequestMessage Request(HttpMethod method, string path, object? body = null, long? version = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (session.Value is { } signedIn)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.AccessToken);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: CsirtJson.Options);
        }

        if (version is { } seen)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{seen}\"")));
        }

        return request;
    }

    protected async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw ApiException.Of((int)response.StatusCode, await response.Content.ReadAsStringAsync(stop));
            }
        }
        catch (HttpRequestException e)
        {
            throw ApiException.Unreachable(e);
        }
        catch (TaskCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw ApiException.Unreachable(e);
        }
    }
}
