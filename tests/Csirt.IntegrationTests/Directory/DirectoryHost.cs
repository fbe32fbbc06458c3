using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Messages;
using Csirt.Directory;
using Csirt.Platform.Hosting;
using Csirt.Platform.Replicas;
using Csirt.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Csirt.IntegrationTests.Directory;

/// <summary>Directory on its own clock, and a listener under the name of Notification that keeps what it is told.</summary>
internal sealed class DirectoryHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private DirectoryHost(CsirtProcess process, FakeTimeProvider time) => (Process, Time) = (process, time);

    public CsirtProcess Process { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<DirectoryHost> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, string? folder = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider(Start);
        return new DirectoryHost(await CsirtProcess.StartAsync([new DirectoryModule(), new ListenerModule()], folder, time, settings), time);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, HttpClient? client = null) =>
        (client ?? Process.Client()).PostAsJsonAsync($"/api/directory/{path}", body, CsirtJson.Options, Stop);

    public Task<HttpResponseMessage> TrySignInAsync(string userName, string password = DemoTown.Password, string? town = null) =>
        PostAsync("sign-in", new SignInRequest(town, userName, password));

    public async Task<SignedIn> SignInAsync(string userName, string password = DemoTown.Password, string? town = null) =>
        await ReadAsync<SignedIn>(await TrySignInAsync(userName, password, town));

    public Task<HttpClient> ClientOfAsync(string userName) => DemoTown.SignInAsync(Process, userName);

    public HttpClient ClientWith(string accessToken)
    {
        var client = Process.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public async Task<string> SignInCodeAsync(string userName, string password = DemoTown.Password) => await CodeOf(await TrySignInAsync(userName, password));

    /// <summary>The directory as other services have been told it.</summary>
    public Task<DirectoryChanged> ToldAsync(Func<DirectoryChanged, bool> satisfies, string what, string town = DemoTown.Code)
    {
        var copies = Process.Services.GetRequiredService<DirectoryCopies<ListenerModule>>();
        return Eventually.GetAsync(() => Task.FromResult(copies.Find(town)?.Snapshot!), s => s is not null && satisfies(s), what);
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, CsirtJson.Options)!;
    }

    public static async Task<T> GetAsync<T>(HttpClient client, string path) => await ReadAsync<T>(await client.GetAsync($"/api/directory/{path}", Stop));

    /// <summary>Stable code of the problem.</summary>
    public static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.False(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!;
    }

    public static async Task ExpectAsync(HttpStatusCode status, Task<HttpResponseMessage> answer)
    {
        var given = await answer;
        Assert.True(given.StatusCode == status, $"{given.StatusCode}: {await given.Content.ReadAsStringAsync(Stop)}");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal sealed class ListenerModule : ServiceModule<ListenerModule>
    {
        public override string Name => Topology.Services.Notification;

        public override void MapApi(RouteGroupBuilder api)
        {
        }

        protected override void Register(ServiceBuilder<ListenerModule> service) => service.KeepDirectory();
    }
}

/// <summary>Both demo towns, started once for all tests of a class that leave no trace on each other.</summary>
public sealed class BothTowns : IAsyncLifetime
{
    internal DirectoryHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await DirectoryHost.StartAsync(DemoTown.Both);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
