using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Auditing;

/// <summary>The alarms of the reconciliation: <c>/api/escalation/alarms</c>. All are counted; what the caller may not know of is not named.</summary>
internal static class AlarmApi
{
    private const int LongestReason = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alarms", ListAsync).Requires(Act.ReadAlarms);
        api.MapPost("/alarms/run", RunAsync).Requires(Act.HandleReconciliation);
        api.MapPost("/alarms/{id}/close", CloseAsync).Requires(Act.HandleReconciliation);
    }

    private static Task<ReconciliationAlarms> ListAsync(bool? closed, Caller caller, Database<EscalationModule> database, TimeProvider time, CancellationToken stop) =>
        database.ReadAsync(
            caller.Town,
            async session =>
            {
                var state = await ReconciliationState.FindAsync(session);
                var rows = closed == true ? await Findings.ClosedAsync(session) : await Findings.OpenAsync(session);
                var items = new List<ReconciliationAlarm>();
                foreach (var row in rows)
                {
                    items.Add(await ViewAsync(session, row, caller));
                }

                return new ReconciliationAlarms(time.GetUtcNow(), state.CompleteAt, state.CleanAt, await Findings.CountOpenAsync(session), items);
            },
            stop);

    /// <summary>Now instead of at the next turn; what it finds is there when it is done.</summary>
    private static async Task<IResult> RunAsync(Caller caller, Database<EscalationModule> database, CancellationToken stop)
    {
        await database.WriteAsync(
            caller.Town,
            caller.Subject,
            uow =>
            {
                uow.Schedule(Reconcile.WorkKind, Reconcile.Subject, uow.Now);
                uow.Audit("reconciliation.asked_for", $"town/{uow.Town}");
                return Task.CompletedTask;
            },
            stop);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> CloseAsync(string id, CloseAlarm request, Caller caller, Database<EscalationModule> database, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > LongestReason)
        {
            throw Problem.Invalid(new Dictionary<string, string[]> { ["reason"] = [$"閉じる理由を{LongestReason}文字以内で入力してください。"] });
        }

        await database.WriteAsync(
            caller.Town,
            caller.Subject,
            async uow =>
            {
                if (!await Findings.CloseAsync(uow, id, caller.Subject, request.Reason.Trim()))
                {
                    throw Problem.NotFound("警報");
                }
            },
            stop);
        return TypedResults.NoContent();
    }

    private static async Task<ReconciliationAlarm> ViewAsync(IReadSession session, FindingRow row, Caller caller)
    {
        var check = Checks.Of(row.Code);
        var snapshot = row.CaseId is null ? null : await CaseCopies.FindAsync(session, row.CaseId);
        var hidden = snapshot is not null && AccessTable.Decide(caller, Act.ReadAlarms, CaseScope.Of(snapshot)) != Verdict.Permitted;
        return new ReconciliationAlarm(
            row.Id, row.Code, hidden ? null : row.Subject, hidden ? null : row.CaseId, hidden ? null : snapshot?.Number,
            check.Message(row) is { Length: > 0 } message ? message : "報告義務の行が失われ、作り直されました。提出や承認の記録が失われています。",
            check.WhatToDo, row.FirstSeenAt, check.NeedsPerson, row.ClosedAt, row.ClosedBy, row.Reason);
    }
}
