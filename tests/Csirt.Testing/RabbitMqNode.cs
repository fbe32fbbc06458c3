using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Csirt.Testing;

/// <summary>A RabbitMQ node of the test's own on loopback, started and stopped by the project's scripts. A missing server is a failure.</summary>
public sealed class RabbitMqNode : IAsyncDisposable
{
    private readonly string _folder;

    private RabbitMqNode(string folder, int port) => (_folder, Port) = (folder, port);

    /// <summary>AMQP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Address to connect to.</summary>
    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <summary>Folder of its certificates (infra/tls/make-ca.sh): from the next start on it speaks TLS alone, with these.</summary>
    public string? Certificates { get; set; }

    /// <summary>Starts a fresh node.</summary>
    public static async Task<RabbitMqNode> StartAsync(string? certificates = null)
    {
        // Below /var/lib: the server runs as a user of its own, who must be able to reach the folder.
        var node = new RabbitMqNode(Path.Combine(Path.GetTempPath(), $"csirt-rabbitmq-{Environment.ProcessId}-{FreePort()}"), FreePort()) { Certificates = certificates };
        await node.RunAsync("start.sh");
        return node;
    }

    /// <summary>Stops it, keeping its data.</summary>
    public Task StopAsync() => RunAsync("stop.sh");

    /// <summary>Starts it again on its data.</summary>
    public Task RestartAsync() => RunAsync("start.sh");

    /// <summary>SIGKILL to the broker's process.</summary>
    public async Task KillAsync()
    {
        var pid = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "pid")), CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(pid);
        server.Kill();
        await server.WaitForExitAsync();
    }

    /// <summary>rabbitmqctl; returns what it printed.</summary>
    public Task<string> ControlAsync(params string[] command) => BashAsync([Script("ctl.sh"), _folder, $"{Port}", .. command]);

    /// <summary>
    /// A virtual host with a user for each service, who may do there only what the project's definitions allow. Returns the
    /// folder with the services' secrets.
    /// </summary>
    public async Task<string> AddVirtualHostAsync(string name)
    {
        var secrets = Path.Combine(_folder, $"secrets-{name}");
        var file = Path.Combine(_folder, $"{name}.json");
        await File.WriteAllTextAsync(file, await BashAsync([Script("definitions.sh"), name, secrets]));
        await ControlAsync("import_definitions", file);
        await ControlAsync("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
        return secrets;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private Task<string> RunAsync(string script) => BashAsync([Script(script), _folder, $"{Port}", .. Certificates is null ? Array.Empty<string>() : [Certificates]], output: false);

    private static string Script(string name) => Path.Combine(RepositoryRoot.Path, "infra", "rabbitmq", name);

    // start.sh leaves the server behind, with the output it was given: only where nothing stays behind is it read.
    private static async Task<string> BashAsync(string[] command, bool output = true)
    {
        var start = new ProcessStartInfo("bash", command) { RedirectStandardError = true, RedirectStandardOutput = output };
        using var process = Process.Start(start)!;
        var said = output ? process.StandardOutput.ReadToEndAsync() : Task.FromResult(string.Empty);
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{string.Join(' ', command)} failed: {error}");
    }

    /// <summary>A port with the next two free as well: the node's tools use them.</summary>
    private static int FreePort()
    {
        for (var port = Random.Shared.Next(20000, 29000); ; port += 3)
        {
            if (IsFree(port) && IsFree(port + 1) && IsFree(port + 2))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
