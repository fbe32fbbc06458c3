using Csirt.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// Declares every exchange, queue and binding of the manifest before any relay starts, whichever services this process
/// hosts: a message never meets an exchange without its queue. Waits for a broker that is not there yet.
/// </summary>
internal sealed class TopologyDeclaration(IConfiguration configuration, TimeProvider time, ILogger<TopologyDeclaration> log) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = RabbitMqTransport.AddressOf(configuration) };
        while (true)
        {
            try
            {
                await DeclareAsync(factory, cancellationToken);
                return;
            }
            catch (BrokerUnreachableException e)
            {
                log.LogWarning(e, "The broker does not answer yet");
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task DeclareAsync(ConnectionFactory factory, CancellationToken stop)
    {
        await using var connection = await factory.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        foreach (var service in Topology.Consumers.Values.SelectMany(c => c).Distinct())
        {
            await DeclareAsync(channel, QueueNames.UndeliverableOf(service), QueueNames.UndeliverableArguments, stop);
            await DeclareAsync(channel, QueueNames.Of(service), QueueNames.ArgumentsOf(service), stop);
        }
    }

    private static async Task DeclareAsync(IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken stop)
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: stop);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
        await channel.QueueBindAsync(name, name, string.Empty, cancellationToken: stop);
    }
}
