using Csirt.Contracts;

namespace Csirt.Testing;

/// <summary>
/// The distributed stack as it is run: every service a process of its own, a virtual host of its own on a real broker with
/// the rights the project's definitions give, SQLite files per service. Between each service and the broker lies a
/// <see cref="TcpRoad"/>, unless it is to be measured. Parts can be killed, cut off, frozen and started again.
/// </summary>
public sealed class DistributedTown : IAsyncDisposable
{
    private static readonly string[] Names =
    [
        Topology.Services.Directory, Topology.Services.Intake, Topology.Services.Cases,
        Topology.Services.Escalation, Topology.Services.Notification, Topology.Services.Portal,
    ];

    private readonly Dictionary<string, ServiceProcess> _services = [];
    private readonly Dictionary<string, TcpRoad> _roads = [];
    private readonly List<ServiceProcess> _further = [];
    private readonly string _secrets;

    private DistributedTown(RabbitMqNode broker, string virtualHost, string secrets, IReadOnlyDictionary<string, string?> settings, bool direct)
    {
        (Broker, VirtualHost, _secrets) = (broker, virtualHost, secrets);
        Folder = System.IO.Directory.CreateTempSubdirectory("csirt-town-").FullName;
        foreach (var name in Names)
        {
            var port = broker.Port;
            if (!direct)
            {
                port = (_roads[name] = new TcpRoad(broker.Port)).Port;
            }

            _services[name] = new ServiceProcess(ProgramOf(name), Path.Combine(Folder, name), SettingsOf(name, port, direct));
        }

        foreach (var service in _services.Values)
        {
            // One for the installation: each service would make its own, and believe no auditor.
            service.Settings["Auditor:KeyFile"] = Path.Combine(Folder, "auditor.key");
            service.Settings["Directory:Address"] = _services[Topology.Services.Directory].Address.ToString();
            foreach (var other in Names)
            {
                service.Settings[$"Services:{other}:Address"] = _services[other].Address.ToString();
            }

            foreach (var (name, value) in settings)
            {
                service.Settings[name] = value;
            }
        }
    }

    /// <summary>The broker it runs on.</summary>
    public RabbitMqNode Broker { get; }

    /// <summary>Its virtual host there.</summary>
    public string VirtualHost { get; }

    /// <summary>Holds a data folder per service.</summary>
    public string Folder { get; }

    /// <summary>All services, by their names in the manifest.</summary>
    public IReadOnlyDictionary<string, ServiceProcess> Services => _services;

    /// <summary>Written mails.</summary>
    public string MailFolder => Path.Combine(Folder, Topology.Services.Notification, "mail", "pickup");

    /// <summary>Starts everything at once, as a machine that boots would, and waits until all is ready.</summary>
    /// <param name="broker">A node that runs.</param>
    /// <param name="virtualHost">Name of the virtual host made for it there.</param>
    /// <param name="settings">Further settings, the same for every service.</param>
    /// <param name="direct">No road between: nothing can be cut off, and nothing of the test stands in the way.</param>
    public static async Task<DistributedTown> StartAsync(RabbitMqNode broker, string virtualHost, IReadOnlyDictionary<string, string?>? settings = null, bool direct = false)
    {
        var town = new DistributedTown(broker, virtualHost, await broker.AddVirtualHostAsync(virtualHost), settings ?? new Dictionary<string, string?>(), direct);
        foreach (var service in town._services.Values)
        {
            service.Begin();
        }

        await town.ReadyAsync();
        return town;
    }

    /// <summary>Waits until every service is ready.</summary>
    public Task ReadyAsync() => Task.WhenAll(_services.Values.Select(s => s.ReadyAsync()));

    /// <summary>The road between a service and the broker.</summary>
    public TcpRoad RoadOf(string service) => _roads[service];

    /// <summary>A service's database file.</summary>
    public string DatabaseOf(string service) => Path.Combine(Folder, service, "db", $"{service}.db");

    /// <summary>Assembly of a service, e.g. <c>Csirt.Cases</c>.</summary>
    public static string ProgramOf(string service) => $"Csirt.{char.ToUpperInvariant(service[0])}{service[1..]}";

    /// <summary>Address of the broker as a service's own user.</summary>
    public string AddressAs(string service)
    {
        var password = File.ReadAllText(Path.Combine(_secrets, service, "RabbitMq__Password")).Trim();
        return $"amqp://{VirtualHost}-{service}:{password}@127.0.0.1:{Broker.Port}/{VirtualHost}";
    }

    /// <summary>Another process of a service on the same data, not started yet.</summary>
    public ServiceProcess Another(string service)
    {
        var further = new ServiceProcess(ProgramOf(service), _services[service].Folder, _services[service].Settings);
        _further.Add(further);
        return further;
    }

    /// <summary>Someone signed in, whose requests find their service by its path.</summary>
    public Task<CsirtClient> SignInAsync(string userName, CancellationToken stop) =>
        CsirtClient.SignInAsync(new HttpClient(new ByPath(this)) { BaseAddress = new Uri("http://town") }, userName, stop);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _services.Values.Concat(_further))
        {
            await process.DisposeAsync();
        }

        foreach (var road in _roads.Values)
        {
            await road.DisposeAsync();
        }

        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private Dictionary<string, string?> SettingsOf(string service, int port, bool direct) => new()
    {
        ["Messaging:Transport"] = service == Topology.Services.Portal ? null : "RabbitMq",
        ["RabbitMq:Address"] = $"{(Broker.Certificates is null ? "amqp" : "amqps")}://127.0.0.1:{port}/{VirtualHost}",
        ["RabbitMq:UserName"] = $"{VirtualHost}-{service}",
        ["RabbitMq:HeartbeatSeconds"] = direct ? null : "2",
        ["SSL_CERT_FILE"] = Broker.Certificates is { } certificates ? Path.Combine(certificates, "ca.pem") : null,
        ["Secrets:Directory"] = service == Topology.Services.Portal ? null : Path.Combine(_secrets, service),
    };

    /// <summary>What stands before the services in production: <c>/api/cases/…</c> goes to Cases, to one process after the other.</summary>
    private sealed class ByPath(DistributedTown town) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _turn;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var name = request.RequestUri!.Segments[2].TrimEnd('/');
            var all = town._further.Where(f => f.Folder == town._services[name].Folder && f.Runs).Prepend(town._services[name]).ToList();
            var next = all[Interlocked.Increment(ref _turn) % all.Count];
            request.RequestUri = new Uri(next.Address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
