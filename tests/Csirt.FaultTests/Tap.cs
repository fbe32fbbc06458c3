using System.Text.Json;
using Csirt.Contracts;
using Csirt.Testing;
using RabbitMQ.Client;

namespace Csirt.FaultTests;

/// <summary>Listens behind the services' doors: a copy of whatever is published to them, as often as it is.</summary>
internal sealed class Tap : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;
    private readonly List<string> _heard = [];

    private Tap(IConnection connection, IChannel channel, string queue) => (_connection, _channel, _queue) = (connection, channel, queue);

    public static async Task<Tap> ListenAsync(DistributedTown town, CancellationToken stop)
    {
        var connection = await Wire.FactoryOf(town).CreateConnectionAsync(stop);
        var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        var queue = await channel.QueueDeclareAsync(cancellationToken: stop);
        foreach (var consumer in Topology.Consumers.Values.SelectMany(c => c).Distinct())
        {
            await channel.QueueBindAsync(queue.QueueName, $"csirt.to.{consumer}", string.Empty, cancellationToken: stop);
        }

        return new Tap(connection, channel, queue.QueueName);
    }

    /// <summary>Consumer and message id of all that was heard since the beginning.</summary>
    public async Task<IReadOnlyList<string>> HeardAsync(CancellationToken stop)
    {
        while (await _channel.BasicGetAsync(_queue, autoAck: true, stop) is { } delivery)
        {
            var message = JsonDocument.Parse(delivery.Body).RootElement.GetProperty("message");
            if (message.GetProperty("type").GetString() != "road-test")
            {
                _heard.Add($"{delivery.Exchange} {message.GetProperty("id")}");
            }
        }

        return _heard;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
