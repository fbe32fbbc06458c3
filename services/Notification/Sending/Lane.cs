using System.Text.Json;
using Csirt.Notification.Gateways;

namespace Csirt.Notification.Sending;

/// <summary>A way out with workers of its own: mail, or one gateway. What is stuck in one holds up no other.</summary>
/// <param name="Gateway">Town and name of the gateway; null: mail.</param>
/// <param name="Workers">Batches at a time.</param>
/// <param name="BatchSize">Notifications in a batch, at most: they are done well before their claim ends.</param>
/// <param name="AllGateways">Keys of every gateway that has a lane, as JSON.</param>
internal sealed record Lane(string? Gateway, int Workers, int BatchSize, string AllGateways)
{
    private const int WorkersOfGateway = 2;
    private const int BatchOfGateway = 10;

    public static IReadOnlyList<Lane> All(int mailWorkers, int mailBatch, GatewaySettings gateways)
    {
        var keys = JsonSerializer.Serialize(gateways.All.Select(route => route.Key));
        return
        [
            new Lane(null, mailWorkers, mailBatch, keys),
            .. gateways.All.Select(route => new Lane(route.Key, WorkersOfGateway, BatchOfGateway, keys)),
        ];
    }
}
