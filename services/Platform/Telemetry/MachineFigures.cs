using System.Diagnostics.Metrics;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Backup;
using Csirt.Platform.Clock;
using Csirt.Platform.Hosting;
using Microsoft.Extensions.Hosting;

namespace Csirt.Platform.Telemetry;

/// <summary>Figures of the machine that this process runs on: free disk, age of the last backup, how its clock is kept (policy 6.1(2), 7.1(3)イ).</summary>
internal sealed class MachineFigures : IHostedService, IDisposable
{
    private readonly Meter _meter = new(CsirtMeters.Name);
    private readonly DataDirectory _data;
    private readonly TimeProvider _time;

    public MachineFigures(DataDirectory data, ClockCheck clock, TimeProvider time)
    {
        (_data, _time) = (data, time);
        _meter.CreateObservableGauge("csirt.disk.free", () => new DriveInfo(data.Root).AvailableFreeSpace, "By", "Free disk space under the data folder");
        _meter.CreateObservableGauge("csirt.backup.age", BackupAge, "s", "Age of the last backup that succeeded");
        _meter.CreateObservableGauge("csirt.clock.synchronised", () => Known(clock.Latest.Synchronised switch { true => 1, false => 0, null => null }), "", "1 where the system says that its clock is synchronised, 0 where it says no");
        _meter.CreateObservableGauge("csirt.clock.offset", () => Known(clock.Latest.Offset?.TotalSeconds), "s", "This machine's clock against the reference, positive where it is ahead");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> BackupAge()
    {
        try
        {
            var last = JsonSerializer.Deserialize<LastBackup>(File.ReadAllText(Path.Combine(_data.Root, BackupCommand.LastFile)), CsirtJson.Options);
            return Known((_time.GetUtcNow() - last?.MadeAt)?.TotalSeconds);
        }
        catch (FileNotFoundException)
        {
            // Never backed up: the alarm is on the figure that is absent.
            return [];
        }
    }

    private static IEnumerable<Measurement<double>> Known(double? value) => value is { } known ? [new Measurement<double>(known)] : [];
}
