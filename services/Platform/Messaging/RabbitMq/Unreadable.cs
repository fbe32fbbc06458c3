using System.Runtime.Serialization;
using MassTransit;

namespace Csirt.Platform.Messaging.RabbitMq;

/// <summary>
/// Bodies that are no message of ours – no JSON, of an unknown shape – become dead letters at first sight, where they can be
/// seen. MassTransit would put them into queues of its own that nobody looks at, or hand them back for ever.
/// </summary>
internal static class Unreadable
{
    public static void GoToDeadLettersOf(this IReceiveEndpointConfigurator endpoint, ServiceInbox inbox, TimeProvider time)
    {
        endpoint.ConfigureDeadLetter(pipe => pipe.UseExecuteAsync(context => BuryAsync(context, inbox, time)));
        endpoint.ConfigureError(pipe => pipe.UseExecuteAsync(async context =>
        {
            if (!IsOfTheBody(context.Exception))
            {
                // Back into the queue: the delivery limit sees to a message that kills every process.
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(context.Exception);
            }

            await BuryAsync(context, inbox, time);
        }));
    }

    private static bool IsOfTheBody(Exception e) => e is SerializationException;

    public static Task BuryAsync(ReceiveContext context, ServiceInbox inbox, TimeProvider time) => RabbitMqRegistration.WhenTheStoreTakesItAsync(
        stop => inbox.BuryUnreadableAsync(context.Body.GetBytes(), stop), time, context.CancellationToken);
}
