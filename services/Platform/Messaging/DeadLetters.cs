using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Messaging;

/// <summary>
/// A town's messages that a service could not handle: to be looked at and replayed by a person, or dismissed with a reason. Their
/// content is not shown.
/// </summary>
internal static class DeadLetters
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 1000;

    public static void Map(RouteGroupBuilder api, ServiceInbox inbox)
    {
        api.MapGet("/dead-letters", (Caller caller, CancellationToken stop) => ListAsync(inbox, caller, stop)).Requires(Act.ReadAlarms);
        api.MapPost("/dead-letters/{id}/replay", (string id, Caller caller, CancellationToken stop) => ReplayAsync(inbox, id, caller, stop)).Requires(Act.HandleDeadLetters);
        api.MapPost("/dead-letters/{id}/dismiss", (string id, DismissDeadLetter request, Caller caller, CancellationToken stop) => DismissAsync(inbox, id, request, caller, stop)).Requires(Act.HandleDeadLetters);
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

    private static async Task<IResult> DismissAsync(ServiceInbox inbox, string id, DismissDeadLetter request, Caller caller, CancellationToken stop)
    {
        new InputErrors()
            .Check(!string.IsNullOrWhiteSpace(request.Reason), "reason", "処理しない理由を入力してください。")
            .Check(request.Reason is not { Length: > LongestReason }, "reason", $"理由は{LongestReason}文字までにしてください。")
            .ThrowIfAny();
        await inbox.Database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                if (!await Inbox.DismissAsync(uow, id, request.Reason.Trim()))
                {
                    throw Problem.NotFound("処理できなかったメッセージ");
                }
            },
            stop);
        return Results.NoContent();
    }
}

/// <summary>Why a dead letter is not to be handled.</summary>
internal sealed record DismissDeadLetter(string Reason);
