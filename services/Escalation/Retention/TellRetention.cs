using Csirt.Contracts.Messages;
using Csirt.Escalation.Packs;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Retention;

/// <summary>
/// Tells Cases how long a town keeps its records: at every start, for the packs may have been changed, and when a town is new. Told
/// anew even where nothing changed, so that a copy which was lost comes back.
/// </summary>
internal sealed class TellRetention(Database<EscalationModule> database, RuleBooks books, DirectoryCopies<EscalationModule> directories) : ILoadAtStart
{
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var town in directories.Towns)
        {
            await database.WriteAsync(
                town,
                "service:escalation",
                uow =>
                {
                    Tell(uow);
                    return Task.CompletedTask;
                },
                cancellationToken);
        }
    }

    public void Tell(IUnitOfWork uow) => uow.Publish(new RetentionChanged
    {
        Town = uow.Town,
        Version = uow.Now.ToUnixTimeMilliseconds(),
        Periods = [.. books.For(uow.Town).Town.Retention.Years.Select(period => new RetentionPeriod(period.Key, period.Value))],
    });
}
