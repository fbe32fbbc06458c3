using Csirt.Contracts;
using Csirt.Testing;
using RabbitMQ.Client;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>What waits in a service's queue is delivered twice, and the newest first.</summary>
[Collection(TownCollection.Name)]
public sealed class RepeatedMessageTests(TownFixture fixture)
{
    private const int Reports = 15;

    [Theory]
    [InlineData(Topology.Services.Cases)]
    [InlineData(Topology.Services.Escalation)]
    [InlineData(Topology.Services.Notification)]
    public async Task What_is_delivered_twice_and_backwards_is_done_once(string service)
    {
        var stop = TestContext.Current.CancellationToken;
        fixture.Town.Services[service].Kill();
        var reporters = await fixture.ReportAsync(Reports, stop);
        await reporters.AllAccepted;
        await TwiceAndBackwardsAsync(service, stop);
        await fixture.Town.Services[service].StartAsync();
        await fixture.EverythingIsThereOnceAsync(reporters, stop);
    }

    /// <summary>Takes everything out of a queue that nobody reads now, and puts it back before the service's door.</summary>
    private async Task TwiceAndBackwardsAsync(string service, CancellationToken stop)
    {
        await using var connection = await Wire.FactoryOf(fixture.Town).CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
        await Eventually.GetAsync(() => channel.MessageCountAsync($"csirt.{service}", stop), count => count >= Reports, "the messages to wait");
        var taken = new List<BasicGetResult>();
        while (await channel.BasicGetAsync($"csirt.{service}", autoAck: true, stop) is { } message)
        {
            taken.Add(message);
        }

        taken.Reverse();
        foreach (var message in taken.Concat(taken))
        {
            await channel.BasicPublishAsync($"csirt.to.{service}", string.Empty, mandatory: true, new BasicProperties(message.BasicProperties), message.Body, stop);
        }
    }
}
