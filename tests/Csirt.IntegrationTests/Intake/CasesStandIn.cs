using System.Collections.Concurrent;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.IntegrationTests.Intake;

/// <summary>Stands in for Cases: keeps what it hears of Intake, and says of cases what a test wants said.</summary>
public sealed class CasesStandIn : ServiceModule<CasesStandIn>
{
    public override string Name => Topology.Services.Cases;

    public static Task TellAsync(IServiceProvider services, CaseChanged snapshot) =>
        services.GetRequiredService<Database<CasesStandIn>>().WriteAsync(snapshot.Town, "test", uow =>
        {
            uow.Publish(snapshot);
            return Task.CompletedTask;
        });

    public override void MapApi(RouteGroupBuilder api)
    {
    }

    protected override void Register(ServiceBuilder<CasesStandIn> service)
    {
        service.Services.AddSingleton<Heard>();
        service.KeepDirectory().Consume<ReportAccepted, Ear>().Consume<ReportSupplemented, Ear>();
    }

    /// <summary>Everything that arrived.</summary>
    public sealed class Heard
    {
        public ConcurrentQueue<ReportAccepted> Reports { get; } = new();

        public ConcurrentQueue<ReportSupplemented> Supplements { get; } = new();
    }

    private sealed class Ear(Heard heard) : IMessageHandler<ReportAccepted>, IMessageHandler<ReportSupplemented>
    {
        public Task HandleAsync(ReportAccepted message, IUnitOfWork uow)
        {
            uow.AfterCommit(() => heard.Reports.Enqueue(message));
            return Task.CompletedTask;
        }

        public Task HandleAsync(ReportSupplemented message, IUnitOfWork uow)
        {
            uow.AfterCommit(() => heard.Supplements.Enqueue(message));
            return Task.CompletedTask;
        }
    }
}
