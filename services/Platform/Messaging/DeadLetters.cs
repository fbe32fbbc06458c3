using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Messaging;

/// <summary>Messages that a service could not handle: to be looked at and replayed by a person. Their content is not shown.</summary>
internal static class DeadLetters
{
    public static void Map(RouteGroupBuilder api, ServiceInbox inbox)
    {
        api.MapGet("/dead-letters", (Caller caller, CancellationToken stop) => ListAsync(inbox, caller, stop)).Requires(Act.ReadAlarms);
        api.MapPost("/dead-letters/{id}/replay", (string id, Caller caller, CancellationToken stop) => ReplayAsync(inbox, id, caller, stop)).Requires(Act.HandleDeadLetters);
    }

    private static Task<IReadOnlyList<DeadLetterRow>> ListAsync(ServiceInbox inbox, Caller caller, CancellationToken stop) =>
        inbox.Database.ReadAsync(caller.Town, Inbox.DeadAsync, stop);

    private static async Task<IResult> ReplayAsync(ServiceInbox inbox, string id, Caller caller, CancellationToken stop)
    {
        await inbox.Database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                if (!await Inbox.ReviveAsync(uow, id))
                {
                    throw Problem.NotFound("処理できなかったメッセージ");
                }

                uow.Audit("dead_letter.replayed", $"message/{id}");
            },
            stop);
        return Results.Accepted();
    }
}
