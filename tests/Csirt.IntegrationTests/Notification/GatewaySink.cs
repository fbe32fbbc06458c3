using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csirt.IntegrationTests.Notification;

/// <summary>A gateway on a free loopback port: takes calls, and can refuse, put off, send elsewhere or hang.</summary>
public sealed class GatewaySink : IAsyncDisposable
{
    public const string Secret = "sixteen-letters-or-more";
    private readonly WebApplication _app;
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csirt-gateway-").FullName;

    private GatewaySink(WebApplication app)
    {
        _app = app;
        File.WriteAllText(SecretFile, Secret + "\n");
    }

    public string SecretFile => Path.Combine(_folder, "secret");

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<Call> Calls { get; } = [];

    /// <summary>Status of the answer; 200 where nothing else is said. -1 hangs.</summary>
    public Func<Call, int> Answer { get; set; } = _ => 200;

    public static async Task<GatewaySink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var sink = new GatewaySink(app);
        app.Run(sink.TakeAsync);
        await app.StartAsync();
        sink.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return sink;
    }

    /// <summary>Settings under which the test town's gateway of this name is here.</summary>
    public Dictionary<string, string?> Settings(string name, string town = Csirt.Testing.TestDirectory.Town) => new()
    {
        [$"Notification:Gateways:{town}:{name}:Url"] = new Uri(Address, name).ToString(),
        [$"Notification:Gateways:{town}:{name}:SecretFile"] = SecretFile,
        [$"Notification:Gateways:{town}:{name}:TimeoutSeconds"] = "1",
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        var call = new Call(
            context.Request.Path, body.ToArray(), headers["Csirt-Timestamp"].ToString(), headers["Csirt-Signature"].ToString(), headers["Idempotency-Key"].ToString());
        Calls.Enqueue(call);
        var answer = Answer(call);
        if (answer == -1)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = answer;
        if (answer is >= 300 and < 400)
        {
            context.Response.Headers.Location = "/elsewhere";
        }
    }

    public sealed record Call(string Path, byte[] Body, string Timestamp, string Signature, string IdempotencyKey);
}
