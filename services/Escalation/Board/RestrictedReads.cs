using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;

namespace Csirt.Escalation.Board;

/// <summary>Who read a restricted case is on record too.</summary>
internal static class RestrictedReads
{
    public static Task RecordAsync(Database<EscalationModule> database, CaseChanged @case, Caller caller, CancellationToken stop) => !@case.Restricted
        ? Task.CompletedTask
        : database.WriteAsync(caller.Town, caller.Subject, uow =>
        {
            uow.Audit("case.read", $"case/{@case.CaseId}", new { @case.Version });
            return Task.CompletedTask;
        }, stop);
}
