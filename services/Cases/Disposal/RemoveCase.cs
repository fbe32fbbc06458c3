using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;

namespace Csirt.Cases.Disposal;

/// <summary>
/// Takes all rows of a case out and leaves its tombstone, an audit row and the word to the other services. Which reports it had
/// stays, as ids: a repeated report must not open it again.
/// </summary>
internal static class RemoveCase
{
    private static readonly Sql DeleteDocument = new("DELETE FROM case_document WHERE town = @town AND id = @id");
    private static readonly Sql DeleteFile = new("DELETE FROM case_file WHERE town = @town AND id = @id");
    private static readonly Sql DeletePeople = new("DELETE FROM case_person WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteSystems = new("DELETE FROM case_system WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteTimeline = new("DELETE FROM case_timeline WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteDuties = new("DELETE FROM duty_copy WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteLessons = new("DELETE FROM plan_lesson WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteDuplicates = new("DELETE FROM case_duplicate WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteDuplicatesOfOthers = new("DELETE FROM case_duplicate WHERE town = @town AND other_id = @otherId");
    private static readonly Sql KeepReason = new("INSERT INTO disposal_reason (town, case_id, reason) VALUES (@town, @caseId, @reason)");

    internal static async Task RunAsync(IUnitOfWork uow, CaseDisposed disposed)
    {
        foreach (var statement in new[] { DeletePeople, DeleteSystems, DeleteTimeline, DeleteDuties, DeleteLessons, DeleteDuplicates })
        {
            await uow.ExecuteAsync(statement, new { disposed.CaseId });
        }

        await uow.ExecuteAsync(DeleteDuplicatesOfOthers, new { otherId = disposed.CaseId });
        await uow.ExecuteAsync(DeleteDocument, new { id = disposed.CaseId });
        await uow.ExecuteAsync(DeleteFile, new { id = disposed.CaseId });
        await LeftMessages.RemoveAsync(uow, [disposed.CaseId, .. disposed.ReportIds]);
        await CaseTombstones.AddAsync(uow, disposed);
        uow.Audit("case.disposed", $"case/{disposed.CaseId}", new { disposed.Number, disposed.Version, disposed.EndedAt, disposed.RetainedUntil, disposed.ProposedBy, disposed.ApprovedBy, reports = disposed.ReportIds });
        uow.Publish(disposed);
    }

    internal static Task KeepReasonAsync(IUnitOfWork uow, string caseId, string reason) => uow.ExecuteAsync(KeepReason, new { caseId, reason });
}
