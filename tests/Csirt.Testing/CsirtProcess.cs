using Csirt.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csirt.Testing;

/// <summary>
/// A running Csirt inside the test process: real Kestrel on a free loopback port, real SQLite in a folder of its own, or
/// databases of its own on the SQL Server that <see cref="TestSqlServer.Variable"/> names.
/// </summary>
public sealed class CsirtProcess : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private CsirtProcess(WebApplication app, string folder, bool ownsFolder)
    {
        (_app, Folder, _ownsFolder) = (app, folder, ownsFolder);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new Uri(address);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>Its container, to look behind the doors where a test must.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it. With a folder given, that data is used and left there; else a fresh one is made and removed.</summary>
    public static async Task<CsirtProcess> StartAsync(
        IReadOnlyList<IServiceModule> modules,
        string? folder = null,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var data = folder ?? System.IO.Directory.CreateTempSubdirectory("csirt-test-").FullName;
        settings ??= new Dictionary<string, string?>();
        var databases = await TestSqlServer.SettingsAsync(data, modules.Select(m => m.Name), settings);
        var args = settings.Concat(databases).Append(new("Data:Directory", data)).Select(s => $"--{s.Key}={s.Value}");
        var app = CsirtHost.Build([.. args], "http://127.0.0.1:0", modules, builder =>
        {
            builder.Logging.ClearProviders();
            if (Environment.GetEnvironmentVariable("CSIRT_TEST_LOG") is not null)
            {
                builder.Logging.AddSimpleConsole();
            }

            if (time is not null)
            {
                builder.Services.AddSingleton(time);
            }
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // As a process that ends would: nothing stays held.
            await app.DisposeAsync();
            throw;
        }

        return new CsirtProcess(app, data, folder is null);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            await TestSqlServer.DropAsync(Folder);
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }
}
