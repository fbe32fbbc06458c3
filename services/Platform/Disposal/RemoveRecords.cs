using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Platform.Disposal;

/// <summary>
/// What every service does that keeps copies of cases, once one of them was disposed of (docs/adr/0024), in one transaction: the
/// tombstone stays, what it holds of its own goes, then its copy of the case and the dead letters about it. A service says only
/// what is its own.
/// </summary>
public abstract class RemoveRecords : IMessageHandler<CaseDisposed>
{
    /// <inheritdoc />
    public async Task HandleAsync(CaseDisposed message, IUnitOfWork uow)
    {
        if (!await CaseTombstones.AddAsync(uow, message))
        {
            return;
        }

        var reports = await RemoveOwnAsync(message, uow);
        await CaseCopies.RemoveAsync(uow, message.CaseId);
        await LeftMessages.RemoveAsync(uow, [message.CaseId]);
        uow.Audit("case.disposed", $"case/{message.CaseId}", new { message.Number, message.Version, message.ProposedBy, message.ApprovedBy, reports });
    }

    /// <summary>Removes what this service alone holds of the case. The copy of the case is still there to be asked.</summary>
    /// <returns>Ids of the reports concerned, for the audit row; null where the service holds none.</returns>
    protected abstract Task<IReadOnlyList<string>?> RemoveOwnAsync(CaseDisposed message, IUnitOfWork uow);
}
