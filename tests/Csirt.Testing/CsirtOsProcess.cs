using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Csirt.Testing;

/// <summary>AllInOne as a process of its own, to be killed like a power cut would: SIGKILL, by its process id.</summary>
public sealed class CsirtOsProcess : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly string[] _settings;
    private Process? _process;

    private CsirtOsProcess(string folder, int port, string[] settings) => (Folder, Address, _settings) = (folder, new Uri($"http://127.0.0.1:{port}"), settings);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>Memory in use now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it in a fresh folder and waits until it is ready.</summary>
    public static async Task<CsirtOsProcess> StartAsync(params string[] settings)
    {
        var process = new CsirtOsProcess(System.IO.Directory.CreateTempSubdirectory("csirt-process-").FullName, FreePort(), settings);
        await process.StartAgainAsync();
        return process;
    }

    /// <summary>Starts it on its data and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Csirt.AllInOne.dll"), "--urls", Address.ToString(), "--Data:Directory", Folder, .. _settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(() => IsReadyAsync(client), $"a ready process; it said: {_output}");
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Kill();
        }

        System.IO.Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        if (_process!.HasExited)
        {
            throw new InvalidOperationException($"The process ended with {_process.ExitCode}: {_output}");
        }

        try
        {
            return (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
        {
            _output.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
