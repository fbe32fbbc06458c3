using System.Collections.Concurrent;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.IntegrationTests.Escalation;

/// <summary>Says what Cases would say, and hears the duties it would hear.</summary>
internal sealed class CasesStandIn : ServiceModule<CasesStandIn>
{
    public override string Name => Topology.Services.Cases;

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<CasesStandIn> service)
    {
        service.Services.AddSingleton<Heard>();
        service.Consume<DutiesChanged, Hear>().Consume<ReportAccepted, Ignore>().Consume<ReportSupplemented, Ignore>().Consume<DirectoryChanged, Ignore>();
    }

    internal sealed class Heard
    {
        public ConcurrentQueue<DutiesChanged> Duties { get; } = new();
    }

    private sealed class Hear(Heard heard) : IMessageHandler<DutiesChanged>
    {
        public Task HandleAsync(DutiesChanged message, IUnitOfWork uow)
        {
            uow.AfterCommit(() => heard.Duties.Enqueue(message));
            return Task.CompletedTask;
        }
    }

    private sealed class Ignore : IMessageHandler<ReportAccepted>, IMessageHandler<ReportSupplemented>, IMessageHandler<DirectoryChanged>
    {
        public Task HandleAsync(ReportAccepted message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(ReportSupplemented message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}

/// <summary>Hears what Notification would be asked, and says what became of it.</summary>
internal sealed class NotificationStandIn : ServiceModule<NotificationStandIn>
{
    public override string Name => Topology.Services.Notification;

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<NotificationStandIn> service)
    {
        service.Services.AddSingleton<Heard>();
        service.Consume<NotificationRequested, Hear>().Consume<CaseChanged, Ignore>().Consume<DirectoryChanged, Ignore>();
    }

    internal sealed class Heard
    {
        public ConcurrentQueue<NotificationRequested> Requests { get; } = new();
    }

    private sealed class Hear(Heard heard) : IMessageHandler<NotificationRequested>
    {
        public Task HandleAsync(NotificationRequested message, IUnitOfWork uow)
        {
            uow.AfterCommit(() => heard.Requests.Enqueue(message));
            return Task.CompletedTask;
        }
    }

    private sealed class Ignore : IMessageHandler<CaseChanged>, IMessageHandler<DirectoryChanged>
    {
        public Task HandleAsync(CaseChanged message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}
