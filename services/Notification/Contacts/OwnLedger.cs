using Csirt.Notification.Acknowledging;
using Csirt.Notification.Ledger;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Notification.Contacts;

/// <summary>Finds a row for someone who wants to do something to it.</summary>
internal static class OwnLedger
{
    /// <summary>The row, if the caller may do this in its case; else the 403 or 404 that fits, the same as for a row that is not there.</summary>
    public static async Task<LedgerRow> DemandAsync(IReadSession session, string id, Caller caller, Act act)
    {
        var row = await Acknowledge.FindAsync(session, id) ?? throw NotFound();
        var snapshot = await CaseCopies.FindAsync(session, row.CaseId) ?? throw NotFound();
        return AccessTable.Decide(caller, act, CaseScope.Of(snapshot)) switch
        {
            Verdict.Permitted => row,
            Verdict.Forbidden => throw Problem.Forbidden(),
            _ => throw NotFound(),
        };
    }

    private static ProblemException NotFound() => Problem.NotFound("通知");
}
