using System.Net;
using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>The broker goes away in every way a broker can. Reports are taken meanwhile, and everything arrives afterwards, once.</summary>
[Collection(TownCollection.Name)]
public sealed class BrokerTests(TownFixture fixture)
{
    private const int Reports = 40;

    // A relay waits twenty seconds for the confirm of a message.
    private static readonly TimeSpan LongerThanASendMayTake = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task While_the_broker_is_stopped_every_service_stays_up_says_so_and_takes_reports()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 4);
        await fixture.Broker.StopAsync();
        await reporters.AllAccepted;
        foreach (var (name, service) in fixture.Town.Services.Where(s => s.Key != Topology.Services.Portal))
        {
            var health = await Eventually.GetAsync(service.HealthAsync, h => h.Text.StartsWith("Degraded", StringComparison.Ordinal), $"{name} to notice");
            Assert.Equal(HttpStatusCode.OK, health.Status);
        }

        await fixture.Broker.RestartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
        foreach (var (name, service) in fixture.Town.Services)
        {
            await Eventually.GetAsync(service.HealthAsync, h => h.Text.StartsWith("Healthy", StringComparison.Ordinal), $"{name} to be healthy again", TimeSpan.FromSeconds(90));
        }
    }

    [Fact]
    public async Task A_broker_that_is_killed_in_the_middle_loses_and_doubles_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 3);
        await fixture.Broker.KillAsync();
        await fixture.Broker.RestartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_disk_alarm_of_the_broker_holds_messages_up_and_loses_none()
    {
        var stop = TestContext.Current.CancellationToken;
        await fixture.Broker.ControlAsync("set_disk_free_limit", "100000GB");
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.AllAccepted;
        Assert.Contains("disk", await fixture.Broker.ControlAsync("eval", "rabbit_alarm:get_alarms()."), StringComparison.Ordinal);
        await fixture.Broker.ControlAsync("set_disk_free_limit", "50MB");
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task A_service_that_starts_without_a_broker_takes_reports_and_sends_them_on_when_there_is_one()
    {
        var stop = TestContext.Current.CancellationToken;
        var intake = fixture.Town.Services[Topology.Services.Intake];
        intake.Kill();
        await fixture.Broker.StopAsync();
        await intake.StartAsync();
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.AllAccepted;
        await fixture.Broker.RestartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    [Fact]
    public async Task What_the_broker_has_not_confirmed_goes_out_again_also_when_its_sender_has_died_meanwhile()
    {
        const int Few = 5;
        var stop = TestContext.Current.CancellationToken;
        var (intake, road, wire) = (fixture.Town.Services[Topology.Services.Intake], fixture.Town.RoadOf(Topology.Services.Intake), new Wire(fixture.Town));
        // So that Intake surely knows the directory: without a road it will not come.
        await fixture.EverythingIsThereOnceAsync(await fixture.ReportAsync(1, stop), stop);
        road.Cut();
        var reporters = await fixture.ReportAsync(Few, stop);
        await reporters.AllAccepted;
        var since = TimeProvider.System.GetUtcNow();
        // Either it takes them for sent, or it has given up a send and tries again.
        await Eventually.TrueAsync(
            () => Task.FromResult(wire.OutboxOf(Topology.Services.Intake, Topology.Services.Cases).Unsettled == 0 || TimeProvider.System.GetUtcNow() - since > LongerThanASendMayTake),
            "a send to be given up",
            between: TimeSpan.FromMilliseconds(200));
        intake.Kill();
        road.Heal();
        await intake.StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }
}
