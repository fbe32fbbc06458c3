using System.Diagnostics;
using System.Text;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Csirt.Benchmarks;

/// <summary>
/// What the broker gives with nothing of ours in between, on a quorum queue of one node: RabbitMQ.Client with confirms, and
/// MassTransit with a consumer that does nothing. Both are measured warm, as ours is.
/// </summary>
/// <param name="RawPerSecond">RabbitMQ.Client: published, confirmed, consumed, acknowledged.</param>
/// <param name="MassTransitPerSecond">MassTransit: sent and handed to a consumer that does nothing.</param>
/// <param name="DrainPerSecond">The same consumer, with the messages lying in the queue already.</param>
internal sealed record BrokerBounds(double RawPerSecond, double MassTransitPerSecond, double DrainPerSecond)
{
    private const int Messages = 20_000;
    private const int InFlight = 100;
    private const string Queue = "benchmark-raw";
    private const string Filled = "benchmark-filled";
    private static readonly string Body = new('x', 3000);
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    public static async Task<BrokerBounds> MeasureAsync(string address)
    {
        var raw = await RawAsync(address);
        var (sentAndHandled, handled) = await MassTransitAsync(address);
        return new BrokerBounds(raw, sentAndHandled, handled);
    }

    /// <summary>Published, confirmed, consumed and acknowledged, a second; at most <see cref="InFlight"/> confirms outstanding.</summary>
    private static async Task<double> RawAsync(string address)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var publisher = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(2 * InFlight)));
        await using var consumer = await connection.CreateChannelAsync();
        await publisher.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, Quorum);
        await consumer.BasicQosAsync(0, 256, global: false);
        var count = new Countdown();
        var receiver = new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(consumer);
        receiver.ReceivedAsync += async (_, delivery) =>
        {
            await consumer.BasicAckAsync(delivery.DeliveryTag, multiple: false);
            count.Down();
        };
        await consumer.BasicConsumeAsync(Queue, autoAck: false, receiver);
        var body = Encoding.UTF8.GetBytes(Body);
        var properties = new BasicProperties { Persistent = true };
        return await WarmRateAsync(stop => publisher.BasicPublishAsync(string.Empty, Queue, mandatory: true, properties, body, stop), count);
    }

    /// <summary>Sent and handed to a consumer that does nothing, a second; and handed to it alone.</summary>
    private static async Task<(double SentAndHandled, double Handled)> MassTransitAsync(string address)
    {
        await DeclareAsync(address, Filled);
        var count = new Countdown();
        await using var provider = new ServiceCollection().AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.UsingRabbitMq((_, bus) =>
            {
                bus.Host(new Uri(address));
                bus.ReceiveEndpoint("benchmark-masstransit", endpoint => DoNothing(endpoint, count));
            });
        }).BuildServiceProvider(validateScopes: true);
        var bus = provider.GetRequiredService<IBusControl>();
        await bus.StartAsync();
        try
        {
            // By its exchange: an address of a queue would declare it again, as an ordinary one.
            var endpoint = await bus.GetSendEndpoint(new Uri("exchange:benchmark-masstransit?type=fanout&durable=true"));
            var sentAndHandled = await WarmRateAsync(stop => new ValueTask(endpoint.Send(new BenchmarkMessage(Body), stop)), count);
            return (sentAndHandled, await DrainAsync(bus, count));
        }
        finally
        {
            await bus.StopAsync();
        }
    }

    private static async Task<double> DrainAsync(IBusControl bus, Countdown count)
    {
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{Filled}?type=fanout&durable=true"));
        await Parallel.ForAsync(0, Messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (_, stop) => await endpoint.Send(new BenchmarkMessage(Body), stop));
        var done = count.From(Messages);
        var started = Stopwatch.GetTimestamp();
        var handle = bus.ConnectReceiveEndpoint(Filled, e => DoNothing((IRabbitMqReceiveEndpointConfigurator)e, count));
        await handle.Ready;
        await done;
        return Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void DoNothing(IRabbitMqReceiveEndpointConfigurator endpoint, Countdown count)
    {
        endpoint.SetQuorumQueue();
        endpoint.PrefetchCount = 256;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.Handler<BenchmarkMessage>(_ =>
        {
            count.Down();
            return Task.CompletedTask;
        });
    }

    private static async Task DeclareAsync(string address, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, Quorum);
        await channel.ExchangeDeclareAsync(queue, RabbitMQ.Client.ExchangeType.Fanout, durable: true);
        await channel.QueueBindAsync(queue, queue, string.Empty);
    }

    /// <summary>Messages a second, the second time.</summary>
    private static async Task<double> WarmRateAsync(Func<CancellationToken, ValueTask> send, Countdown count)
    {
        var rate = 0.0;
        for (var round = 0; round < 2; round++)
        {
            var done = count.From(Messages);
            var started = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, Messages, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, (_, stop) => send(stop));
            await done;
            rate = Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return rate;
    }

    private sealed class Countdown
    {
        private TaskCompletionSource _done = new();
        private int _left;

        public Task From(int count)
        {
            _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _left = count;
            return _done.Task;
        }

        public void Down()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.SetResult();
            }
        }
    }
}

/// <summary>A message of about the size of a case's.</summary>
/// <param name="Text">Filler.</param>
public sealed record BenchmarkMessage(string Text);
