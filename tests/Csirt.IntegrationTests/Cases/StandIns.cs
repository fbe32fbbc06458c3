using System.Collections.Concurrent;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.IntegrationTests.Cases;

/// <summary>Says what Intake would say.</summary>
internal sealed class IntakeStandIn : ServiceModule<IntakeStandIn>
{
    public override string Name => Topology.Services.Intake;

    public static Task SayAsync(IServiceProvider services, IMessage message) =>
        services.GetRequiredService<Database<IntakeStandIn>>().WriteAsync(message.Town, "intake", uow =>
        {
            uow.Publish(message);
            return Task.CompletedTask;
        });

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<IntakeStandIn> service) => service.Consume<CaseChanged, Ignore>().Consume<DirectoryChanged, Ignore>();

    private sealed class Ignore : IMessageHandler<CaseChanged>, IMessageHandler<DirectoryChanged>
    {
        public Task HandleAsync(CaseChanged message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}

/// <summary>Hears every snapshot and answers each with the duties that the test has set, as Escalation does.</summary>
internal sealed class EscalationStandIn : ServiceModule<EscalationStandIn>
{
    public override string Name => Topology.Services.Escalation;

    public static Ear EarOf(IServiceProvider services) => services.GetRequiredService<Ear>();

    /// <summary>Says a case's duties of its own accord.</summary>
    public static Task SayAsync(IServiceProvider services, DutiesChanged duties) =>
        services.GetRequiredService<Database<EscalationStandIn>>().WriteAsync(duties.Town, "escalation", uow =>
        {
            uow.Publish(duties);
            return Task.CompletedTask;
        });

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<EscalationStandIn> service)
    {
        service.Services.AddSingleton<Ear>();
        service.Consume<CaseChanged, Hear>().Consume<NotificationChanged, Hear>().Consume<DirectoryChanged, Hear>();
    }

    /// <summary>What was heard.</summary>
    internal sealed class Ear
    {
        public ConcurrentQueue<CaseChanged> Snapshots { get; } = new();

        /// <summary>Duties to answer with; null: says nothing.</summary>
        public IReadOnlyList<DutyState>? Duties { get; set; } = [];
    }

    private sealed class Hear(Ear ear) : IMessageHandler<CaseChanged>, IMessageHandler<NotificationChanged>, IMessageHandler<DirectoryChanged>
    {
        public Task HandleAsync(CaseChanged message, IUnitOfWork uow)
        {
            ear.Snapshots.Enqueue(message);
            if (ear.Duties is { } duties)
            {
                uow.Publish(new DutiesChanged { Town = message.Town, CaseId = message.CaseId, Version = message.Version, CaseVersion = message.Version, Duties = duties });
            }

            return Task.CompletedTask;
        }

        public Task HandleAsync(NotificationChanged message, IUnitOfWork uow) => Task.CompletedTask;

        public Task HandleAsync(DirectoryChanged message, IUnitOfWork uow) => Task.CompletedTask;
    }
}
