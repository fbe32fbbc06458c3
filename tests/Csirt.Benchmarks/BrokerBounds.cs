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
internal sealed record BrokerBounds(double RawPerSecond, double MassTransitPerSecond)
{
    private const int Messages = 20_000;
    private const int InFlight = 100;
    private const string Queue = "benchmark-raw";
    private static readonly string Body = new('x', 3000);
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    public static async Task<BrokerBounds> MeasureAsync(string address) => new(await RawAsync(address), await MassTransitAsync(address));

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

    /// <summary>Sent and handed to a consumer that does nothing, a second.</summary>
    private static async Task<double> MassTransitAsync(string address)
    {
        var count = new Countdown();
        await using var provider = new ServiceCollection().AddMassTransit(x =>
        {
            x.DisableUsageTelemetry();
            x.UsingRabbitMq((_, bus) =>
            {
                bus.Host(new Uri(address));
                bus.ReceiveEndpoint("benchmark-masstransit", endpoint =>
                {
                    endpoint.SetQuorumQueue();
                    endpoint.PrefetchCount = 256;
                    endpoint.Handler<BenchmarkMessage>(_ =>
                    {
                        count.Down();
                        return Task.CompletedTask;
                    });
                });
            });
        }).BuildServiceProvider(validateScopes: true);
        var bus = provider.GetRequiredService<IBusControl>();
        await bus.StartAsync();
        try
        {
            // By its exchange: an address of a queue would declare it again, as an ordinary one.
            var endpoint = await bus.GetSendEndpoint(new Uri("exchange:benchmark-masstransit?type=fanout&durable=true"));
            return await WarmRateAsync(stop => new ValueTask(endpoint.Send(new BenchmarkMessage(Body), stop)), count);
        }
        finally
        {
            await bus.StopAsync();
        }
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
