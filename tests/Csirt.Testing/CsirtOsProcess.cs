namespace Csirt.Testing;

/// <summary>AllInOne as a process of its own, in a folder that is removed in the end.</summary>
public sealed class CsirtOsProcess : IAsyncDisposable
{
    private readonly ServiceProcess _process;

    private CsirtOsProcess(ServiceProcess process) => _process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>Its data folder.</summary>
    public string Folder => _process.Folder;

    /// <summary>Memory in use now, in bytes.</summary>
    public long WorkingSet => _process.WorkingSet;

    /// <summary>Processor time used since its start, over all cores.</summary>
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <summary>Starts it in a fresh folder and waits until it is ready.</summary>
    public static Task<CsirtOsProcess> StartAsync(IReadOnlyDictionary<string, string?>? settings = null) =>
        StartOnAsync(System.IO.Directory.CreateTempSubdirectory("csirt-process-").FullName, settings);

    /// <summary>Starts it on a data folder that is there, e.g. a restored one, and waits until it is ready. The folder goes in the end.</summary>
    public static async Task<CsirtOsProcess> StartOnAsync(string folder, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var process = new CsirtOsProcess(new ServiceProcess("Csirt.AllInOne", folder, settings ?? new Dictionary<string, string?>()));
        await process.StartAgainAsync();
        return process;
    }

    /// <summary>Runs a command of the executable to its end, e.g. <c>backup</c>; returns its exit code and what it said.</summary>
    public static Task<(int Code, string Said)> CommandAsync(params string[] arguments) => ServiceProcess.CommandAsync("Csirt.AllInOne", arguments);

    /// <summary>Starts it on its data and waits until it is ready.</summary>
    public Task StartAgainAsync() => _process.StartAsync();

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}
