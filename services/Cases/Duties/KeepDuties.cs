using Csirt.Cases.Storage;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Messaging;

namespace Csirt.Cases.Duties;

/// <summary>Keeps a copy of each case's duties: 完結 needs them, and the board shows the next deadline.</summary>
internal sealed class KeepDuties : IMessageHandler<DutiesChanged>
{
    public async Task HandleAsync(DutiesChanged message, IUnitOfWork uow)
    {
        if (await CaseTombstones.FindAsync(uow, message.CaseId) is not null)
        {
            return;
        }

        var c = await CaseStore.FindAsync(uow, message.CaseId) ?? throw new NotYetException($"Case {message.CaseId} is not here yet.");
        if (await DutyCopy.StoreIfNewerAsync(uow, message))
        {
            await CaseStore.RefreshRowAsync(uow, c, DutyCopy.Of(message));
        }
    }
}
