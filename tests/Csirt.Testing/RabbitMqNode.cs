using System.Diagnostics;
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

    /// <summary>Starts a fresh node.</summary>
    public static async Task<RabbitMqNode> StartAsync()
    {
        // Below /var/lib: the server runs as a user of its own, who must be able to reach the folder.
        var node = new RabbitMqNode(Path.Combine(Path.GetTempPath(), $"csirt-rabbitmq-{Environment.ProcessId}-{FreePort()}"), FreePort());
        await node.RunAsync("start.sh");
        return node;
    }

    /// <summary>Stops it, keeping its data.</summary>
    public Task StopAsync() => RunAsync("stop.sh");

    /// <summary>Starts it again on its data.</summary>
    public Task RestartAsync() => RunAsync("start.sh");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Path, "infra", "rabbitmq", script), _folder, $"{Port}"]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} failed: {error}");
        }
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
