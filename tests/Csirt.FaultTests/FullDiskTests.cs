using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The disk is full: a small file system of its own (tmpfs in a mount namespace) under the data folder of one process.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task On_a_full_disk_the_reporter_hears_that_nothing_was_kept_and_all_goes_on_once_there_is_room()
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("csirt-full-").FullName;
        await using var csirt = new ServiceProcess(
            "Csirt.AllInOne", folder, new Dictionary<string, string?>(),
            "unshare", "--map-root-user", "--mount", "bash", "-c", "mount -t tmpfs -o size=48m tmpfs \"$0\" && exec \"$@\"", folder);
        await csirt.StartAsync();
        var inside = $"/proc/{csirt.Id}/root{folder}";
        var staff = await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", stop);
        var before = Reporters.Begin(staff, 10, "before", stop);
        await before.AllAccepted;
        Fill(Path.Combine(inside, "filler"));
        var meanwhile = Reporters.Begin(staff, 10, "meanwhile", stop);
        await Eventually.TrueAsync(() => Task.FromResult(meanwhile.Refusals > 8), "refusals");
        var takenOnTheFullDisk = meanwhile.Receipts.Count;
        Assert.True(takenOnTheFullDisk < 10, "the disk was not full");
        File.Delete(Path.Combine(inside, "filler"));
        await meanwhile.AllAccepted;
        var count = new Count((name, token) => CsirtClient.SignInAsync(csirt.Address, name, token), Count.WrittenTo(Path.Combine(inside, "mail", "pickup")));
        var all = before.Receipts.Values.Concat(meanwhile.Receipts.Values).ToList();
        await count.CheckAsync(all, all, stop);
        csirt.Kill();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes until nothing more goes in, down to the last block.</summary>
    private static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[64 * 1024]; block.Length >= 512;)
        {
            try
            {
                filler.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }
}
