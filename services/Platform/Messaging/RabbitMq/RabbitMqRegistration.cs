using Csirt.Platform.Database;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Platform.Messaging.RabbitMq;

internal static class RabbitMqRegistration
{
    private static readonly TimeSpan WhileTheDatabaseIsDown = TimeSpan.FromSeconds(2);

    /// <summary>MassTransit on RabbitMQ: <c>RabbitMq:Address</c>, <c>RabbitMq:Prefetch</c> (messages in hand per service, default 64).</summary>
    public static void AddRabbitMqTransport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<TopologyDeclaration>();
        services.AddSingleton<ITransport, RabbitMqTransport>();
        services.AddMassTransit(x =>
        {
            // It would call home; this product runs on closed networks.
            x.DisableUsageTelemetry();
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(RabbitMqTransport.AddressOf(configuration));
                foreach (var inbox in context.GetServices<ServiceInbox>())
                {
                    Receive(bus, inbox, configuration.GetValue("RabbitMq:Prefetch", 64), context.GetRequiredService<TimeProvider>());
                }
            });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(o => o.WaitUntilStarted = true);
    }

    private static void Receive(IRabbitMqBusFactoryConfigurator bus, ServiceInbox inbox, int prefetch, TimeProvider time)
    {
        bus.ReceiveEndpoint(QueueNames.Of(inbox.Service), endpoint =>
        {
            Declare(endpoint, QueueNames.ArgumentsOf(inbox.Service), prefetch);
            endpoint.Handler<WireMessage>(context => TakeAsync(inbox, context, time, (e, stop) => inbox.DeliverAsync(e, stop)));
        });
        bus.ReceiveEndpoint(QueueNames.UndeliverableOf(inbox.Service), endpoint =>
        {
            Declare(endpoint, QueueNames.UndeliverableArguments, prefetch);
            endpoint.Handler<WireMessage>(context => TakeAsync(inbox, context, time, (e, stop) => inbox.BuryAsync(e, "このメッセージを受け取った処理が繰り返し停止しました。", stop)));
        });
    }

    private static void Declare(IRabbitMqReceiveEndpointConfigurator endpoint, Dictionary<string, object?> arguments, int prefetch)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = prefetch;
        endpoint.RethrowFaultedMessages();
        foreach (var (name, value) in arguments)
        {
            endpoint.SetQueueArgument(name, value!);
        }
    }

    /// <summary>Acknowledged only after the service's commit. A database that is down is waited for: it uses up no delivery.</summary>
    private static async Task TakeAsync(ServiceInbox inbox, ConsumeContext<WireMessage> context, TimeProvider time, Func<Envelope, CancellationToken, Task> take)
    {
        var envelope = context.Message.ToEnvelope();
        while (true)
        {
            try
            {
                await take(envelope, context.CancellationToken);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(WhileTheDatabaseIsDown, time, context.CancellationToken);
            }
        }
    }
}
