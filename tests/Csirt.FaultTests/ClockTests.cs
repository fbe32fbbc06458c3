using Xunit;

namespace Csirt.FaultTests;

/// <summary>The machine's clock jumps forward and back (libfaketime under every service), by more than any pause or claim lasts.</summary>
[Collection(TownCollection.Name)]
public sealed class ClockTests(TownFixture fixture) : IAsyncLifetime
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private const int Reports = 15;
    private readonly string _clock = Path.Combine(Path.GetTempPath(), $"csirt-clock-{Environment.ProcessId}");

    public ValueTask InitializeAsync()
    {
        Assert.True(File.Exists(Library), "libfaketime is missing: infra/install-test-tools.sh installs it");
        Turn("+0");
        return RestartAsync(new()
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = _clock,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await RestartAsync(new() { ["LD_PRELOAD"] = null });
        File.Delete(_clock);
    }

    [Fact]
    public async Task A_clock_that_jumps_forward_and_back_loses_and_doubles_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var before = await fixture.ReportAsync(Reports, stop);
        await before.HaveAsync(Reports / 2);
        Turn("+10m");
        var ahead = await fixture.ReportAsync(Reports, stop);
        await ahead.HaveAsync(Reports / 2);
        Turn("-10m");
        var behind = await fixture.ReportAsync(Reports, stop);
        await fixture.EverythingIsThereOnceAsync([before, ahead, behind], stop);
    }

    private void Turn(string offset)
    {
        // Whole or not at all: the services read it at any moment.
        var aside = _clock + ".new";
        File.WriteAllText(aside, offset);
        File.Move(aside, _clock, overwrite: true);
    }

    private async ValueTask RestartAsync(Dictionary<string, string?> settings)
    {
        foreach (var service in fixture.Town.Services.Values)
        {
            service.Stop();
            foreach (var (name, value) in settings)
            {
                service.Settings[name] = value;
            }

            service.Begin();
        }

        await fixture.Town.ReadyAsync();
    }
}
