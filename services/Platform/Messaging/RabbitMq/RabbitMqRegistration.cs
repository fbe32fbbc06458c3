using Csirt.Platform.Database;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Csirt.Platform.Messaging.RabbitMq;

internal static class RabbitMqRegistration
{
    private static readonly TimeSpan WhileTheDatabaseIsDown = TimeSpan.FromSeconds(2);

    /// <summary>MassTransit on RabbitMQ (<see cref="RabbitMqSettings"/>). The process starts and takes requests without a broker.</summary>
    public static void AddRabbitMqTransport(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new RabbitMqSettings(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<BrokerState>();
        services.AddSingleton<RabbitMqTransport>();
        services.AddSingleton<ITransport>(p => p.GetRequiredService<RabbitMqTransport>());
        services.AddMassTransit(x =>
        {
            // It would call home; this product runs on closed networks.
            x.DisableUsageTelemetry();
            x.ConfigureHealthCheckOptions(o => o.MinimalFailureStatus = HealthStatus.Degraded);
            x.UsingRabbitMq((context, bus) =>
            {
                bus.Host(settings.Address, settings.ApplyTo);
                foreach (var inbox in context.GetServices<ServiceInbox>())
                {
                    Receive(bus, inbox, settings.Prefetch, context.GetRequiredService<TimeProvider>());
                }
            });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(o => o.WaitUntilStarted = false);
        services.AddHostedService<TopologyDeclaration>();
        services.AddHealthChecks().AddCheck<BrokerCheck>("broker");
    }

    /// <summary>Repeats what a database that is down does not take: waiting uses up no delivery.</summary>
    public static async Task WhenTheStoreTakesItAsync(Func<CancellationToken, Task> take, TimeProvider time, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await take(stop);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(WhileTheDatabaseIsDown, time, stop);
            }
        }
    }

    private static void Receive(IRabbitMqBusFactoryConfigurator bus, ServiceInbox inbox, int prefetch, TimeProvider time)
    {
        bus.ReceiveEndpoint(QueueNames.Of(inbox.Service), endpoint =>
        {
            Declare(endpoint, QueueNames.ArgumentsOf(inbox.Service), prefetch);
            endpoint.Bind(QueueNames.DoorOf(inbox.Service), door => door.ExchangeType = ExchangeType.Fanout);
            endpoint.GoToDeadLettersOf(inbox, time);
            endpoint.Handler<WireMessage>(context => TakeAsync(context, inbox, time, inbox.DeliverAsync));
        });
        bus.ReceiveEndpoint(QueueNames.UndeliverableOf(inbox.Service), endpoint =>
        {
            Declare(endpoint, QueueNames.UndeliverableArguments, prefetch);
            endpoint.GoToDeadLettersOf(inbox, time);
            endpoint.Handler<WireMessage>(context => TakeAsync(context, inbox, time, (e, stop) => inbox.BuryAsync(e, "このメッセージを受け取った処理が繰り返し停止しました。", stop)));
        });
    }

    private static void Declare(IRabbitMqReceiveEndpointConfigurator endpoint, Dictionary<string, object?> arguments, int prefetch)
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = prefetch;
        foreach (var (name, value) in arguments)
        {
            endpoint.SetQueueArgument(name, value!);
        }
    }

    /// <summary>Acknowledged only after the service's commit.</summary>
    private static Task TakeAsync(ConsumeContext<WireMessage> context, ServiceInbox inbox, TimeProvider time, Func<Envelope, CancellationToken, Task> take)
    {
        if (context.Message.IsRoadTest)
        {
            return Task.CompletedTask;
        }

        // Here, not as a fault: MassTransit would publish that, on an exchange the service has no right to.
        return context.Message.ToEnvelope() is { } envelope
            ? WhenTheStoreTakesItAsync(stop => take(envelope, stop), time, context.CancellationToken)
            : Unreadable.BuryAsync(context.ReceiveContext, inbox, time);
    }
}
