using Csirt.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// Declares every exchange, queue and binding of the manifest, whichever services this process hosts, and then sends a message
/// down each road it will use: only when all have arrived do its relays start. What the process's user may not declare (it has
/// rights on its own queues only) must be there. A broker that is away is waited for; requests are taken meanwhile.
/// </summary>
internal sealed class TopologyDeclaration(
    RabbitMqSettings settings, RabbitMqTransport transport, BrokerState state, IEnumerable<ServiceInbox> own, TimeProvider time, ILogger<TopologyDeclaration> log) : BackgroundService
{
    private const ushort AccessRefused = 403;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var factory = settings.ToFactory();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeclareAsync(factory, stoppingToken);
                await transport.ProveAsync(own.SelectMany(i => Topology.ConsumersOf(i.Service)).Distinct(), stoppingToken);
                state.Prove();
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the outbox keeps the rows and readiness says so; a relay that never started would be silent.
                log.LogWarning("The roads through the broker are not proven yet: {Reason}", e.GetBaseException().Message);
                state.Lack(e.GetBaseException().Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task DeclareAsync(ConnectionFactory factory, CancellationToken stop)
    {
        await using var connection = await factory.CreateConnectionAsync(stop);
        foreach (var service in Topology.Consumers.Values.SelectMany(c => c).Distinct())
        {
            try
            {
                await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
                await DeclareAsync(channel, service, stop);
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == AccessRefused)
            {
                // Another service's: its owner declares it, and the proof shows that it leads somewhere. The refusal closed the channel.
                await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
                await channel.QueueDeclarePassiveAsync(QueueNames.Of(service), stop);
            }
        }
    }

    private static async Task DeclareAsync(IChannel channel, string service, CancellationToken stop)
    {
        await DeclareAsync(channel, QueueNames.UndeliverableOf(service), QueueNames.UndeliverableArguments, stop);
        await DeclareAsync(channel, QueueNames.Of(service), QueueNames.ArgumentsOf(service), stop);
        await channel.ExchangeDeclareAsync(QueueNames.DoorOf(service), ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: stop);
        await channel.ExchangeBindAsync(QueueNames.Of(service), QueueNames.DoorOf(service), string.Empty, cancellationToken: stop);
    }

    private static async Task DeclareAsync(IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken stop)
    {
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: stop);
        await channel.QueueBindAsync(name, name, string.Empty, cancellationToken: stop);
    }
}
