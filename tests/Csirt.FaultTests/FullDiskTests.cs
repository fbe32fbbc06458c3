using System.Diagnostics;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>
/// No room: files of the running process can't grow any more, as with a quota that is used up, and later they can. Databases, mails and
/// attachments alike. It needs no rights (a limit of the process, RLIMIT_FSIZE); the error differs from that of a full disk (EFBIG
/// for ENOSPC), which takes the same way through the store.
/// </summary>
public sealed class FullDiskTests
{
    private const int Reports = 10;
    private const int MostBytes = 4096;

    [Fact]
    public async Task Where_there_is_no_room_the_reporter_hears_that_nothing_was_kept_and_all_goes_on_once_there_is()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-full-").FullName;
        // Else the signal of the limit would end the process instead of failing the write.
        await using var csirt = new ServiceProcess("Csirt.AllInOne", folder, new Dictionary<string, string?>(), "sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh");
        await csirt.StartAsync();
        var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", stop);
        var before = Reporters.Begin(staff, Reports, "before", stop);
        await before.AllAccepted;

        await LimitAsync(csirt.Id, $"{MostBytes}", stop);
        var meanwhile = Reporters.Begin(staff, Reports, "meanwhile", stop);
        await Eventually.TrueAsync(() => Task.FromResult(meanwhile.Refusals >= Reports), "refusals");
        Assert.Empty(meanwhile.Receipts);

        await LimitAsync(csirt.Id, "unlimited", stop);
        await meanwhile.AllAccepted;
        var all = before.Receipts.Values.Concat(meanwhile.Receipts.Values).ToList();
        await new Count((name, token) => CsirtClient.SignInAsync(csirt.Address, name, token), Count.WrittenTo(Path.Combine(folder, "mail", "pickup"))).CheckAsync(all, all, stop);
        csirt.Kill();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>The soft limit alone, so that it can be lifted again.</summary>
    private static async Task LimitAsync(int process, string most, CancellationToken stop)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", $"{process}", $"--fsize={most}:unlimited"]);
        await prlimit.WaitForExitAsync(stop);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
