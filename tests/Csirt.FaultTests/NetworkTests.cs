using Csirt.Contracts;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The network between a service and the broker is cut, falls silent, or crawls.</summary>
[Collection(TownCollection.Name)]
public sealed class NetworkTests(TownFixture fixture)
{
    private const int Reports = 40;

    [Theory]
    [InlineData(Topology.Services.Intake)]
    [InlineData(Topology.Services.Cases)]
    public async Task A_cut_between_a_service_and_the_broker_delays_and_loses_nothing(string service)
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 3);
        fixture.Town.RoadOf(service).Cut();
        await reporters.AllAccepted;
        fixture.Town.RoadOf(service).Heal();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_connection_that_is_open_and_silent_is_given_up_and_made_anew()
    {
        var stop = TestContext.Current.CancellationToken;
        var road = fixture.Town.RoadOf(Topology.Services.Cases);
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 3);
        road.FallSilent();
        await reporters.AllAccepted;
        // Two heartbeats of two seconds each without a word end the connection on both sides.
        await Csirt.Testing.Eventually.GetAsync(
            fixture.Town.Services[Topology.Services.Cases].HealthAsync, h => h.Text.StartsWith("Degraded", StringComparison.Ordinal), "Cases to notice the silence");
        road.Heal();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_slow_network_is_slow_and_nothing_else()
    {
        var stop = TestContext.Current.CancellationToken;
        foreach (var service in Topology.Producers.Values.SelectMany(p => p).Distinct())
        {
            fixture.Town.RoadOf(service).SlowDown(TimeSpan.FromMilliseconds(150));
        }

        var reporters = await fixture.ReportAsync(20, stop);
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        foreach (var service in Topology.Producers.Values.SelectMany(p => p).Distinct())
        {
            fixture.Town.RoadOf(service).Heal();
        }
    }
}
