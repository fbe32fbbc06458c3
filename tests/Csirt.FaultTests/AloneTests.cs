using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Intake keeps accepting while everything behind it is down.</summary>
[Collection(TownCollection.Name)]
public sealed class AloneTests(TownFixture fixture)
{
    // Longer than any pause between two attempts that a message, a relay or a connection makes (docs/architecture.md).
    private static readonly TimeSpan LongerThanEveryRetry = TimeSpan.FromSeconds(75);

    [Fact]
    public async Task Reports_are_taken_while_everything_else_is_down_for_longer_than_every_retry()
    {
        var stop = TestContext.Current.CancellationToken;
        // Signed in before: a token is good for a while without Directory.
        var reporters = await fixture.ReportAsync(20, stop);
        await reporters.AllAccepted;
        var others = fixture.Town.Services.Where(s => s.Key != Topology.Services.Intake).Select(s => s.Value).ToList();
        var late = await fixture.ReportAsync(20, stop);
        foreach (var other in others)
        {
            other.Kill();
        }

        await fixture.Broker.StopAsync();
        await late.AllAccepted;
        var down = TimeProvider.System.GetUtcNow();
        await Eventually.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - down > LongerThanEveryRetry), "the outage", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));
        await fixture.Broker.RestartAsync();
        foreach (var other in others)
        {
            other.Begin();
        }

        await fixture.EverythingIsThereOnceAsync([reporters, late], stop);
    }
}
