using Csirt.Contracts.Messages;
using Csirt.Escalation.Auditing;
using Csirt.Escalation.Retention;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Consuming;

/// <summary>The directory changed: whoever could not be told because nobody held a role is told now.</summary>
internal sealed class DirectoryArrived(DirectoryCopies<EscalationModule> copies, TellOfDeputies deputies, TellRetention retention, AuditorSettings auditor) : IMessageHandler<DirectoryChanged>
{
    private static readonly TimeSpan AfterCommit = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(DirectoryChanged message, IUnitOfWork uow)
    {
        await copies.HandleAsync(message, uow);
        await deputies.TellAsync(message, uow);
        retention.Tell(uow);
        await AuditorSchedule.EnsureAsync(uow, auditor);
        foreach (var caseId in await CaseStateStore.UnresolvedAsync(uow))
        {
            // A little later: the new directory is looked at only once this has committed.
            uow.Schedule(LookAgain.WorkKind, caseId, uow.Now + AfterCommit);
        }
    }
}
