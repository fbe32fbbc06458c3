using Csirt.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Csirt.FaultTests;

/// <summary>Each service's user of the broker may use its own queue and the doors of those it sends to, and nothing else.</summary>
[Collection(TownCollection.Name)]
public sealed class BrokerRightsTests(TownFixture fixture)
{
    public static TheoryData<string> Services => [.. Topology.Producers.Values.SelectMany(p => p).Distinct()];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_s_user_can_neither_read_nor_empty_nor_delete_another_s_queue(string service)
    {
        foreach (var other in Topology.Consumers.Values.SelectMany(c => c).Distinct().Where(o => o != service))
        {
            string[] queues = [$"csirt.{other}", $"csirt.{other}.undeliverable"];
            foreach (var queue in queues)
            {
                await RefusedAsync(service, (c, stop) => c.BasicGetAsync(queue, autoAck: false, stop));
                await RefusedAsync(service, (c, stop) => c.QueuePurgeAsync(queue, stop));
                await RefusedAsync(service, (c, stop) => c.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: stop));
            }

            // Nor listen in: a queue of its own behind another's door.
            await RefusedAsync(service, (c, stop) => c.QueueBindAsync($"csirt.{service}", $"csirt.to.{other}", string.Empty, cancellationToken: stop));
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_s_user_can_send_through_the_doors_alone(string service)
    {
        foreach (var other in Topology.Consumers.Values.SelectMany(c => c).Distinct().Where(o => o != service))
        {
            // Behind the door, straight into the queue, or as if a message had killed every process that took it.
            string[] exchanges = [$"csirt.{other}", $"csirt.{other}.undeliverable"];
            foreach (var exchange in exchanges)
            {
                await RefusedAsync(service, (c, stop) => c.BasicPublishAsync(exchange, string.Empty, mandatory: true, body: new byte[1], stop).AsTask());
            }

            // Nor have another's queue filled with what comes to its own door.
            await RefusedAsync(service, (c, stop) => c.QueueBindAsync($"csirt.{other}", $"csirt.to.{service}", string.Empty, cancellationToken: stop));
        }

        await RefusedAsync(service, (c, stop) => c.BasicPublishAsync(string.Empty, "csirt.cases", mandatory: true, body: new byte[1], stop).AsTask());
    }

    private async Task RefusedAsync(string service, Func<IChannel, CancellationToken, Task> attempt)
    {
        var stop = TestContext.Current.CancellationToken;
        var factory = new ConnectionFactory { Uri = new Uri(fixture.Town.AddressAs(service)) };
        await using var connection = await factory.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), stop);
        var refusal = await Record.ExceptionAsync(() => attempt(channel, stop));
        var reason = (refusal as OperationInterruptedException)?.ShutdownReason ?? channel.CloseReason;
        Assert.Equal((ushort?)403, reason?.ReplyCode);
    }
}
