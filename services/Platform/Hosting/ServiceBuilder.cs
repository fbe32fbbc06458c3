using Csirt.Contracts.Messages;
using Csirt.Platform.Audit;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Messaging;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Replicas;
using Csirt.Platform.Scheduling;
using Csirt.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Hosting;

/// <summary>What a module says of itself: consumers, due work, migrations, and its own registrations.</summary>
/// <typeparam name="TModule">Module.</typeparam>
public sealed class ServiceBuilder<TModule>
    where TModule : IServiceModule
{
    private readonly string _name;
    private readonly WebApplicationBuilder _builder;
    private readonly Dictionary<Type, Func<IServiceProvider, Func<IMessage, IUnitOfWork, Task>>> _handlers = [];
    private readonly Dictionary<Type, Func<IServiceProvider, Func<IMessage, Echoed, IUnitOfWork, Task>>> _takers = [];
    private readonly List<Figure> _figures = [.. PlatformFigures.All];
    private readonly List<Migration> _migrations = [Outbox.Table, Inbox.Table, DueWorkTable.Table, AuditChain.Table, DirectoryCopyTable.Table, AnchorTable.Table, RelayLease.Table, EpochTable.Table];

    internal ServiceBuilder(string name, WebApplicationBuilder builder) => (_name, _builder) = (name, builder);

    /// <summary>Container, for the service's own classes.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>Configuration; defaults live in code.</summary>
    public IConfiguration Configuration => _builder.Configuration;

    /// <summary>The service reacts to this message. The manifest must name it as a consumer.</summary>
    public ServiceBuilder<TModule> Consume<TMessage, THandler>()
        where TMessage : IMessage
        where THandler : class, IMessageHandler<TMessage>
    {
        Services.AddSingletonOnce<THandler>();
        _handlers.Add(typeof(TMessage), provider =>
        {
            var handler = provider.GetRequiredService<THandler>();
            return (message, uow) => handler.HandleAsync((TMessage)message, uow);
        });
        return this;
    }

    /// <summary>The service keeps a copy of the towns' directories (<see cref="DirectoryCopies{TModule}"/>).</summary>
    public ServiceBuilder<TModule> KeepDirectory() => KeepDirectory<DirectoryCopies<TModule>>();

    /// <summary>As <see cref="KeepDirectory()"/>, with a handler that does more when a directory arrives.</summary>
    public ServiceBuilder<TModule> KeepDirectory<THandler>()
        where THandler : class, IMessageHandler<DirectoryChanged>
    {
        AddBackground(p => new CopyRefresher<TModule>(Db(p), p.GetRequiredService<DirectoryCopies<TModule>>(), Time(p), p.GetRequiredService<ILogger<CopyRefresher<TModule>>>()));
        return Consume<DirectoryChanged, THandler>().LoadAtStart<DirectoryCopies<TModule>>();
    }

    /// <summary>The service does this kind of due work.</summary>
    public ServiceBuilder<TModule> DueWork<THandler>()
        where THandler : class, IDueWorkHandler
    {
        Services.AddKeyedSingleton<IDueWorkHandler, THandler>(_name);
        return this;
    }

    /// <summary>Rows of the service that wait for a moment and must not wait for that of a clock that ran ahead.</summary>
    public ServiceBuilder<TModule> AfterSetBack<THastener>()
        where THastener : class, IAfterSetBack
    {
        Services.AddKeyedSingleton<IAfterSetBack, THastener>(_name);
        return this;
    }

    /// <summary>The service can be held against others by this.</summary>
    public ServiceBuilder<TModule> Holds(HoldingSource source)
    {
        Services.AddKeyedSingleton(_name, source);
        return this;
    }

    /// <summary>The service does this when it begins a new epoch after a restore.</summary>
    public ServiceBuilder<TModule> AtNewEpoch<THandler>()
        where THandler : class, IBeginEpoch
    {
        Services.AddKeyedSingleton<IBeginEpoch, THandler>(_name);
        return this;
    }

    /// <summary>The service does this when any service begins a new epoch, besides sending again and telling back.</summary>
    public ServiceBuilder<TModule> HearOfEpochs<THandler>()
        where THandler : class, IMessageHandler<EpochBegan>
    {
        Services.AddKeyedSingleton<IMessageHandler<EpochBegan>, THandler>(_name);
        return this;
    }

    /// <summary>The service can tell a restored one back what that had told it in messages of this type.</summary>
    /// <param name="newest">By the key of such a message: the newest that is known of it.</param>
    public ServiceBuilder<TModule> TellBack<TMessage>(Func<IReadSession, string, Task<IReadOnlyList<IMessage>>> newest)
        where TMessage : IMessage
    {
        Services.AddKeyedSingleton(_name, new TellBack(typeof(TMessage), newest));
        return this;
    }

    /// <summary>The service takes back what it had told others in messages of this type, after it was restored.</summary>
    public ServiceBuilder<TModule> TakeBack<TMessage, THandler>()
        where TMessage : IMessage
        where THandler : class, ITakeBack<TMessage>
    {
        Services.AddSingletonOnce<THandler>();
        _takers.Add(typeof(TMessage), provider =>
        {
            var handler = provider.GetRequiredService<THandler>();
            return (message, echoed, uow) => handler.TakeBackAsync((TMessage)message, echoed.BegunAt, uow);
        });
        return this;
    }

    /// <summary>Tables of the service, numbered from 100.</summary>
    public ServiceBuilder<TModule> Migrations(params IEnumerable<Migration> migrations)
    {
        _migrations.AddRange(migrations);
        return this;
    }

    /// <summary>Figures of the service for those who operate it: gauges at <c>/metrics</c>.</summary>
    public ServiceBuilder<TModule> Figures(params IEnumerable<Figure> figures)
    {
        _figures.AddRange(figures);
        return this;
    }

    /// <summary>To be read into memory before the first request.</summary>
    public ServiceBuilder<TModule> LoadAtStart<TLoader>()
        where TLoader : class, ILoadAtStart
    {
        Services.AddSingletonOnce<TLoader>();
        Services.AddSingleton<ILoadAtStart>(p => p.GetRequiredService<TLoader>());
        return this;
    }

    internal void Complete()
    {
        _handlers.Add(typeof(EpochBegan), p =>
        {
            var answer = new AnswerEpoch(_name, [.. p.GetKeyedServices<TellBack>(_name)], [.. p.GetKeyedServices<IMessageHandler<EpochBegan>>(_name)]);
            return (message, uow) => answer.HandleAsync((EpochBegan)message, uow);
        });
        _handlers.Add(typeof(Echoed), p =>
        {
            var takeIn = new TakeInEcho(_name, _takers.ToDictionary(t => t.Key, t => t.Value(p)));
            return (message, uow) => takeIn.HandleAsync((Echoed)message, uow);
        });
        Services.AddSingleton(p => new Database<TModule>(_name, StoreFactory.Open(p, _name)));
        Services.AddSingleton<ServiceDatabase>(p => p.GetRequiredService<Database<TModule>>());
        Services.AddSingleton(new ServiceMigrations(_name, [.. _migrations]));
        Services.AddSingleton(p => new ServiceInbox(
            p.GetRequiredService<Database<TModule>>(),
            _handlers.ToDictionary(h => h.Key, h => h.Value(p)),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<ServiceInbox>>()));
        Services.AddKeyedSingleton(_name, (p, _) => p.GetServices<ServiceInbox>().Single(i => i.Service == _name));
        Services.AddKeyedSingleton<IDueWorkHandler>(_name, (p, _) => new PurgeMessages(p.GetRequiredService<MessagePeriods>()));
        Services.AddSingleton<ILoadAtStart>(p => new PurgeAtStart(Db(p)));
        AddBackground(p => new Relay(Db(p), p.GetRequiredService<ITransport>(), Time(p), p.GetRequiredService<ILogger<Relay>>()));
        AddBackground(p => new InboxRetrier(p.GetRequiredKeyedService<ServiceInbox>(_name), Time(p), p.GetRequiredService<ILogger<InboxRetrier>>()));
        AddBackground(p => new SetBackGuard(
            Db(p),
            p.GetKeyedServices<IDueWorkHandler>(_name),
            p.GetKeyedServices<IAfterSetBack>(_name),
            Time(p),
            p.GetRequiredService<ILogger<SetBackGuard>>()));
        AddBackground(p => new FigureSampler(Db(p), _figures, Time(p), p.GetRequiredService<ILogger<FigureSampler>>()));
        AddBackground(p => new Anchoring(
            Db(p),
            p.GetRequiredService<AnchorKey>(),
            p.GetRequiredService<AnchorFolder>(),
            Configuration,
            Time(p),
            p.GetRequiredService<ILogger<Anchoring>>()));
        AddBackground(p => new Scheduler(Db(p), p.GetKeyedServices<IDueWorkHandler>(_name), p.GetRequiredService<SchedulerTicks>(), Time(p), p.GetRequiredService<ILogger<Scheduler>>()));
    }

    // Not AddHostedService: it would keep only the first of each type, and AllInOne has one of each per service.
    private void AddBackground(Func<IServiceProvider, IHostedService> create) => Services.AddSingleton(create);

    private static Database<TModule> Db(IServiceProvider provider) => provider.GetRequiredService<Database<TModule>>();

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}

/// <summary>A service's migrations, Platform's own first.</summary>
internal sealed record ServiceMigrations(string Service, IReadOnlyList<Migration> Migrations);

internal static class RegistrationExtensions
{
    public static void AddSingletonOnce<T>(this IServiceCollection services)
        where T : class
    {
        if (services.All(s => s.ServiceType != typeof(T)))
        {
            services.AddSingleton<T>();
        }
    }
}
