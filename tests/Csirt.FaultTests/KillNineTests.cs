using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The promise, on the real process: SIGKILL in a loop under load, everything in one process.</summary>
public sealed class KillNineTests
{
    private const int Reports = 200;
    private const int Kills = 6;

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_doubled_when_the_process_is_killed_again_and_again()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var csirt = await CsirtOsProcess.StartAsync();
        var reporters = Reporters.Begin(await CsirtClient.SignInAsync(csirt.Address, "shogai-tanto", stop), Reports, "fault", stop);
        var kills = 0;
        while (kills < Kills && !reporters.AllAccepted.IsCompleted)
        {
            kills++;
            await reporters.HaveAsync(kills * Reports / (Kills + 1));
            csirt.Kill();
            await csirt.StartAgainAsync();
        }

        await reporters.AllAccepted;
        Assert.Equal(Kills, kills);
        var count = new Count((name, token) => CsirtClient.SignInAsync(csirt.Address, name, token), Count.WrittenTo(Path.Combine(csirt.Folder, "mail", "pickup")));
        await count.CheckAsync([.. reporters.Receipts.Values], [.. reporters.Receipts.Values], stop);
    }
}
