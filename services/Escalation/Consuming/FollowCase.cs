using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Escalation.Working;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Consuming;

/// <summary>A case changed: its duties, mails and judgements are worked out anew.</summary>
internal sealed class FollowCase(CaseWork work) : IMessageHandler<CaseChanged>
{
    public async Task HandleAsync(CaseChanged message, IUnitOfWork uow)
    {
        if (await CaseTombstones.FindAsync(uow, message.CaseId) is not null)
        {
            return;
        }

        if (!await CaseCopies.StoreIfNewerAsync(uow, message))
        {
            // What only this version tells (a measure was taken) is told all the same.
            await work.CatchUpAsync(uow, message);
            return;
        }

        await work.DoAsync(uow, message);
        if (message is { Stage: CaseStage.Merged, MergedIntoId: { } surviving })
        {
            uow.Schedule(LookAgain.WorkKind, surviving, uow.Now);
        }
    }
}
