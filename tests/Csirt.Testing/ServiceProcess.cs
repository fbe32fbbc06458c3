using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Csirt.Testing;

/// <summary>
/// A program of ours as a process of its own: started with settings from the environment, as in production, and ended politely
/// or like a power cut would, by its process id. It keeps its address and its folder when it starts again.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTakes = TimeSpan.FromMinutes(1);
    private static readonly ConcurrentDictionary<int, bool> Given = new();
    private static readonly bool Logs = Environment.GetEnvironmentVariable("CSIRT_TEST_LOG") is not null;
    private readonly StringBuilder _output = new();
    private readonly string _program;
    private readonly string[] _under;
    private Process? _process;

    /// <summary>Not started yet.</summary>
    /// <param name="program">Assembly, e.g. <c>Csirt.Intake</c>.</param>
    /// <param name="folder">Its data folder.</param>
    /// <param name="settings">Settings as they are named in configuration, e.g. <c>RabbitMq:Address</c>; an upper-case name is an environment variable as it stands.</param>
    /// <param name="under">Program and arguments it is started under, e.g. <c>faketime</c>.</param>
    public ServiceProcess(string program, string folder, IReadOnlyDictionary<string, string?> settings, params string[] under)
    {
        (_program, Folder, _under) = (program, folder, under);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Settings = new Dictionary<string, string?>(settings);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Folder { get; }

    /// <summary>Its settings; changes count from the next start.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Whether it runs.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>Its process id.</summary>
    public int Id => _process!.Id;

    /// <summary>Memory in use now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Processor time used since its start, over all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Runs a command of a program to its end, e.g. <c>backup</c>; returns its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> CommandAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    /// <summary>Starts it on its data and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        Begin();
        await ReadyAsync();
    }

    /// <summary>Starts it on its data and waits for nothing.</summary>
    public void Begin()
    {
        System.IO.Directory.CreateDirectory(Folder);
        string[] command = [.. _under, "dotnet", Path.Combine(AppContext.BaseDirectory, $"{_program}.dll"), "--urls", Address.ToString()];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["Data__Directory"] = Folder;
        foreach (var (name, value) in Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(() => IsReadyAsync(client), $"{_program} to be ready", StartTakes);
    }

    /// <summary>What <c>/health/ready</c> answers.</summary>
    public async Task<(HttpStatusCode Status, string Text)> HealthAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill() => End("KILL");

    /// <summary>SIGTERM, and waits until it has ended.</summary>
    public void Stop() => End("TERM");

    /// <summary>SIGSTOP: it is there and does nothing, like a machine that swaps itself to death.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signal("CONT");

    /// <summary>Waits until it ends by itself; returns its exit code. One that becomes ready instead is a failure.</summary>
    public async Task<int> ExitAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(async () => !Runs || await AnswersAsync(client), $"{_program} to end", StartTakes);
        if (Runs)
        {
            throw new InvalidOperationException($"{_program} is ready where it should have ended: {Output}");
        }

        await _process!.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Kill();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A port on 127.0.0.1 that is free and that nobody else here was given; outside the range that connections take theirs from.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10000, 20000);
            if (Given.TryAdd(port, true) && IsFree(port))
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

    private void End(string signal)
    {
        Signal(signal);
        _process!.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        if (_process is not { HasExited: false })
        {
            throw new InvalidOperationException($"{_program} ended with {_process?.ExitCode}: {Output}");
        }

        return await AnswersAsync(client);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
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

        if (Logs)
        {
            Console.WriteLine($"{_program}: {line.Data}");
        }
    }
}
