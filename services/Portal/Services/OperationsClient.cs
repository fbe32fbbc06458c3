using Csirt.Contracts;
using Csirt.Platform.Http;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Services;

/// <summary>Messages of the town that a service could not handle, of every service. Their content is not shown.</summary>
internal sealed class OperationsClient(IHttpClientFactory clients, ServiceAddresses addresses, CurrentSession session)
{
    public static IReadOnlyList<(string Service, string Name)> Services { get; } =
    [
        (Topology.Services.Intake, "受付"), (Topology.Services.Cases, "対応"), (Topology.Services.Escalation, "報告義務"),
        (Topology.Services.Notification, "通知"), (Topology.Services.Directory, "連絡網"),
    ];

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string service, CancellationToken stop) => Of(service).ListAsync(stop);

    public Task ReplayAsync(string service, string id, CancellationToken stop) => Of(service).ReplayAsync(id, stop);

    public Task DismissAsync(string service, string id, string reason, CancellationToken stop) => Of(service).DismissAsync(id, reason, stop);

    private Client Of(string service)
    {
        if (Services.All(s => s.Service != service))
        {
            throw new ApiException(StatusCodes.Status404NotFound, "not_found", "サービスが見つかりません。");
        }

        var http = clients.CreateClient();
        http.BaseAddress = addresses.Of(service);
        return new Client(http, session, service);
    }

    private sealed class Client(HttpClient http, CurrentSession session, string service) : ServiceClient(http, session)
    {
        public Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken stop) => GetAsync<IReadOnlyList<DeadLetter>>(Path($"/api/{service}/dead-letters"), stop);

        public Task ReplayAsync(string id, CancellationToken stop) => PostAsync(Path($"/api/{service}/dead-letters/{id}/replay"), null, stop);

        public Task DismissAsync(string id, string reason, CancellationToken stop) => PostAsync(Path($"/api/{service}/dead-letters/{id}/dismiss"), new { reason }, stop);
    }
}
