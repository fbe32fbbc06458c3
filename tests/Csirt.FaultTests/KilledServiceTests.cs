using Csirt.Contracts;
using Csirt.Testing;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>A service's process dies under load, as in a power cut, and is started again.</summary>
[Collection(TownCollection.Name)]
public sealed class KilledServiceTests(TownFixture fixture)
{
    private const int Reports = 40;
    private const int InHand = 5;

    public static TheoryData<string> Services =>
        [Topology.Services.Intake, Topology.Services.Cases, Topology.Services.Escalation, Topology.Services.Notification, Topology.Services.Directory];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Nothing_is_lost_and_nothing_is_doubled_when_a_service_is_killed_under_load(string service)
    {
        var stop = TestContext.Current.CancellationToken;
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.HaveAsync(Reports / 3);
        fixture.Town.Services[service].Kill();
        await fixture.Town.Services[service].StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    /// <summary>Its database is held by someone else, so that what it was given is surely in its hand and in no commit when it dies.</summary>
    [Theory]
    [InlineData(Topology.Services.Intake, Topology.Services.Cases)]
    [InlineData(Topology.Services.Cases, Topology.Services.Escalation)]
    [InlineData(Topology.Services.Escalation, Topology.Services.Notification)]
    public async Task What_a_service_had_taken_and_not_committed_when_it_was_killed_is_given_to_it_again(string sender, string service)
    {
        var stop = TestContext.Current.CancellationToken;
        var before = new Wire(fixture.Town).OutboxOf(sender, service);
        using var held = HeldDatabase.Of(fixture.Town, service);
        var reporters = await fixture.ReportAsync(InHand, stop);
        await reporters.AllAccepted;
        await TakenAsync(sender, service, before.Settled + before.Unsettled + InHand, stop);
        fixture.Town.Services[service].Kill();
        held.Dispose();
        await fixture.Town.Services[service].StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    /// <summary>Waits until so many are with the broker, and none of them waits there any more: the service has them.</summary>
    private async Task TakenAsync(string sender, string service, long count, CancellationToken stop)
    {
        var wire = new Wire(fixture.Town);
        await Eventually.GetAsync(() => Task.FromResult(wire.OutboxOf(sender, service)), o => o.Settled >= count && o.Unsettled == 0, $"{sender} to have said it", between: TimeSpan.FromMilliseconds(200));
        await using var connection = await Wire.FactoryOf(fixture.Town).CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await Eventually.GetAsync(() => channel.MessageCountAsync($"csirt.{service}", stop), waiting => waiting == 0, $"{service} to take it");
    }
}
