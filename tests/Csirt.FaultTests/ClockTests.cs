using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The machine's clock jumps by days under a running process (libfaketime), and back.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private const int Reports = 15;
    private static readonly string? Library = System.IO.Directory.GetDirectories("/usr/lib").Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);
    private readonly string _clock = Path.Combine(Path.GetTempPath(), $"csirt-clock-{Guid.CreateVersion7():N}");
    private CsirtOsProcess _csirt = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.True(Library is not null, "libfaketime is missing: infra/install-test-tools.sh installs it");
        Turn("+0");
        _csirt = await CsirtOsProcess.StartAsync(new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME_TIMESTAMP_FILE"] = _clock,
            ["FAKETIME_NO_CACHE"] = "1",
            // Only the clock on the wall: what measures spans goes on as ever, as it does on a machine whose clock is set.
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _csirt.DisposeAsync();
        File.Delete(_clock);
    }

    [Theory]
    [InlineData("+3d", "+0")]
    [InlineData("-3d", "+0")]
    [InlineData("+3d", "-3d")]
    public async Task A_clock_that_jumps_by_days_loses_and_doubles_nothing(string first, string then)
    {
        var stop = TestContext.Current.CancellationToken;
        var before = await ReportAsync("before", stop);
        await before.HaveAsync(Reports / 2);
        Turn(first);
        var between = await ReportAsync("between", stop);
        await between.HaveAsync(Reports / 2);
        Turn(then);
        var after = await ReportAsync("after", stop);
        await Task.WhenAll(before.AllAccepted, between.AllAccepted, after.AllAccepted);
        var all = before.Receipts.Values.Concat(between.Receipts.Values).Concat(after.Receipts.Values).ToList();
        await new Count(SignInAsync, Count.WrittenTo(Path.Combine(_csirt.Folder, "mail", "pickup"))) { FollowUps = true }.CheckAsync(all, all, stop);
    }

    private Task<CsirtClient> SignInAsync(string name, CancellationToken stop) => CsirtClient.SignInAsync(_csirt.Address, name, stop);

    private Task<Reporters> ReportAsync(string name, CancellationToken stop) => Reporters.BeginAsync(() => SignInAsync("shogai-tanto", stop), Reports, name, stop);

    private void Turn(string offset)
    {
        // Whole or not at all: the process reads it at any moment.
        var aside = _clock + ".new";
        File.WriteAllText(aside, offset);
        File.Move(aside, _clock, overwrite: true);
    }
}
