using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csirt.Intake;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Csirt.IntegrationTests.Platform;

/// <summary>A SQL Server that does not answer: said soon, and in words that name the database.</summary>
public sealed class ServerAwayTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(12);
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;

    private string[] Settings =>
        [$"--Data:Directory={_folder}", "--Database:Provider=SqlServer", "--Database:intake:ConnectionString=Server=127.0.0.1,1;Database=csirt;User Id=csirt_intake;Password=none;TrustServerCertificate=true"];

    [Fact]
    public async Task Nothing_starts_and_the_reason_is_said()
    {
        await using var app = CsirtHost.Build(Settings, "http://127.0.0.1:0", [new IntakeModule()], Quiet);
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal("intake のデータベース（127.0.0.1,1）に接続できません。", refusal.Message);
    }

    [Fact]
    public async Task A_request_is_refused_in_japanese_and_readiness_names_the_database()
    {
        using var tokens = new TestTokens();
        await using var app = CsirtHost.Build(Settings, "http://127.0.0.1:0", [new IntakeModule()], builder =>
        {
            Quiet(builder);
            builder.Services.AddSingleton<ITokenKeys>(tokens);
            // The server went away after the start.
            builder.Services.Remove(builder.Services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "StartUp"));
        });
        app.Services.GetRequiredService<StartUpState>().Done = true;
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("intake のデータベース（127.0.0.1,1）に接続できません。", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var started = Stopwatch.GetTimestamp();
        client.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Mint(TestDirectory.Clerk.Id, TestDirectory.Town, []));
        var answer = await client.GetAsync(new Uri("/api/intake/reports/mine", UriKind.Relative), TestContext.Current.CancellationToken);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("store_unavailable", problem.GetProperty("code").GetString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Soon);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    private static void Quiet(WebApplicationBuilder builder) => builder.Logging.ClearProviders();
}
