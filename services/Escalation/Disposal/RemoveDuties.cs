using Csirt.Contracts.Messages;
using Csirt.Escalation.Consuming;
using Csirt.Escalation.Statistics;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;

namespace Csirt.Escalation.Disposal;

/// <summary>
/// A case was disposed of: its duties with their drafts, judgements, plans and mails go. Which rows there were stays, as ids, beside
/// what is expected: the auditor tells a disposal from a row that somebody deleted.
/// </summary>
internal sealed class RemoveDuties : RemoveRecords
{
    /// <summary>Kinds of rows, as the auditor's expectations name them.</summary>
    internal const string Duty = "duty";

    private static readonly Sql NoteDuties = new("INSERT INTO disposed_row (town, kind, id, case_id) SELECT town, 'duty', id, case_id FROM duty WHERE town = @town AND case_id = @caseId");
    private static readonly Sql NoteMails = new("INSERT INTO disposed_row (town, kind, id, case_id) SELECT town, 'mail', id, case_id FROM mail WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteDuties = new("DELETE FROM duty WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteMails = new("DELETE FROM mail WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteJudgements = new("DELETE FROM judgement WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeletePlans = new("DELETE FROM chain_plan WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteState = new("DELETE FROM case_state WHERE town = @town AND case_id = @caseId");

    protected override async Task<IReadOnlyList<string>?> RemoveOwnAsync(CaseDisposed message, IUnitOfWork uow)
    {
        await DisposedDuties.KeepAsync(uow, message.CaseId);
        foreach (var statement in new[] { NoteDuties, NoteMails, DeleteDuties, DeleteMails, DeleteJudgements, DeletePlans, DeleteState })
        {
            await uow.ExecuteAsync(statement, new { message.CaseId });
        }

        uow.Unschedule(LookAgain.WorkKind, message.CaseId);
        return null;
    }
}
