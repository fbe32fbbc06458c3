using Csirt.Escalation.Consuming;
using Csirt.Escalation.Storage;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Packs;

/// <summary>Started with other packs than before: open cases are worked out again by the new ones. Their duties are compared, not overwritten.</summary>
internal sealed class RulesChanged(Database<EscalationModule> database, RuleBooks books, DirectoryCopies<EscalationModule> directories, TimeProvider time) : ILoadAtStart
{
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var town in directories.Towns)
        {
            var version = books.For(town).Version;
            var cases = await database.ReadAsync(town, session => CaseStateStore.OfOtherPacksAsync(session, version), cancellationToken);
            if (cases.Count > 0)
            {
                await database.WriteAsync(town, "service:escalation", uow =>
                {
                    foreach (var caseId in cases)
                    {
                        uow.Schedule(LookAgain.WorkKind, caseId, time.GetUtcNow());
                    }

                    uow.Audit("packs.changed", "packs", new { version, cases = cases.Count });
                    return Task.CompletedTask;
                }, cancellationToken);
            }
        }
    }
}
