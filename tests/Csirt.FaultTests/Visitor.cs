using System.Net;
using System.Text.RegularExpressions;

namespace Csirt.FaultTests;

/// <summary>A browser whose every request goes to the next portal, as behind a load balancer that remembers nobody.</summary>
internal sealed partial class Visitor(IReadOnlyList<Uri> portals) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private int _turn;

    /// <summary>Portals that take requests; one that has died is taken out by the test.</summary>
    public IReadOnlyList<Uri> Portals { get; set; } = portals;

    /// <summary>Where the last answer came from, after all redirects: path and query.</summary>
    public string Path { get; private set; } = "/";

    /// <summary>Shows a page; redirects are followed, each at the next portal.</summary>
    public async Task<string> ShowAsync(string path, CancellationToken stop) => await ReadAsync(await SendAsync(HttpMethod.Get, path, null, stop), stop);

    /// <summary>The bytes behind a link.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken stop)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, stop);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop);
    }

    /// <summary>Sends a form of the page, with its hidden fields, what was typed, and a file.</summary>
    public async Task<string> SubmitAsync(string page, string path, IReadOnlyDictionary<string, string> typed, CancellationToken stop, (string Field, string Name, byte[] Content)? file = null)
    {
        var fields = HiddenFields(page).Where(f => !typed.ContainsKey(f.Key)).Concat(typed).ToList();
        HttpContent Form()
        {
            var form = new MultipartFormDataContent();
            fields.ForEach(f => form.Add(new StringContent(f.Value), f.Key));
            if (file is { } chosen)
            {
                form.Add(new ByteArrayContent(chosen.Content), chosen.Field, chosen.Name);
            }

            return form;
        }

        return await ReadAsync(await SendAsync(HttpMethod.Post, path, Form, stop), stop);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken stop)
    {
        while (true)
        {
            var portal = Portals[_turn++ % Portals.Count];
            using var request = new HttpRequestMessage(method, new Uri(portal, path)) { Content = body?.Invoke() };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            var answer = await _http.SendAsync(request, stop);
            Path = path;
            if (answer.Headers.Location is not { } next)
            {
                return answer;
            }

            // 307 sends the form along.
            (method, body) = answer.StatusCode == HttpStatusCode.TemporaryRedirect ? (method, body) : (HttpMethod.Get, null);
            path = next.IsAbsoluteUri ? next.PathAndQuery : next.OriginalString;
            answer.Dispose();
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        using (answer)
        {
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop);
        }
    }

    private static Dictionary<string, string> HiddenFields(string page) => HiddenField().Matches(page)
        .Select(m => (Name: Attribute(m.Value, "name"), Value: Attribute(m.Value, "value")))
        .Where(f => f.Name.Length > 0)
        .DistinctBy(f => f.Name)
        .ToDictionary(f => f.Name, f => f.Value);

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $" {name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>|<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex HiddenField();
}
