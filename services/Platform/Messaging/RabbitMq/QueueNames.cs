namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// One quorum queue per consuming service, and one exchange that leads to it alone: a message is sent to each consumer
/// separately, so the broker's confirm with the mandatory flag says for each whether it has it. The exchange has another name
/// than the queue, so that who may send to a service has no right on its queue.
/// </summary>
internal static class QueueNames
{
    /// <summary>Deliveries that did not end in an acknowledgement, after which a message is taken out of the queue.</summary>
    public const int DeliveryLimit = 20;

    public static string Of(string service) => $"csirt.{service}";

    /// <summary>Exchange to which the others send.</summary>
    public static string DoorOf(string service) => $"csirt.to.{service}";

    /// <summary>Where the broker puts what no process survived: consumed into the service's dead letters.</summary>
    public static string UndeliverableOf(string service) => $"csirt.{service}.undeliverable";

    public static Dictionary<string, object?> ArgumentsOf(string service) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = UndeliverableOf(service),
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    public static Dictionary<string, object?> UndeliverableArguments => new() { ["x-queue-type"] = "quorum" };
}
