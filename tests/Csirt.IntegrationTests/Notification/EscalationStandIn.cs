using System.Collections.Concurrent;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Csirt.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.IntegrationTests.Notification;

/// <summary>Stands in for Escalation (and, as a sender, for Cases): asks for notifications and hears what became of them.</summary>
public sealed class EscalationStandIn : ServiceModule<EscalationStandIn>
{
    public override string Name => Topology.Services.Escalation;

    /// <summary>Everything heard from Notification, in the order of its arrival.</summary>
    public static IReadOnlyList<NotificationChanged> HeardBy(CsirtProcess csirt) => [.. csirt.Services.GetRequiredService<Hearing>().Heard];

    /// <summary>Says it all in one unit of work.</summary>
    public static Task SayAsync(CsirtProcess csirt, params IReadOnlyList<IMessage> messages) =>
        csirt.Services.GetRequiredService<Database<EscalationStandIn>>().WriteAsync(messages[0].Town, "test", uow =>
        {
            foreach (var message in messages)
            {
                uow.Publish(message);
            }

            return Task.CompletedTask;
        });

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<EscalationStandIn> service)
    {
        service.Services.AddSingleton<Hearing>();
        service.Consume<NotificationChanged, Hearing>().Consume<CaseChanged, Hearing>().Consume<DirectoryChanged, Hearing>();
    }

    private sealed class Hearing : IMessageHandler<NotificationChanged>, IMessageHandler<CaseChanged>, IMessageHandler<DirectoryChanged>
    {
        public ConcurrentQueue<NotificationChanged> Heard { get; } = [];

        public Task HandleAsync(NotificationChanged message, IUnitOfWork uow)
        {
            uow.AfterCommit(() => Heard.Enqueue(message));
            return Task.CompletedTask;
        }

        public Task HandleAsync(CaseChanged message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}
