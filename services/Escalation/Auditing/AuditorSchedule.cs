using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Auditing;

/// <summary>Every town that is known has its reconciliation put down; at each start, so that a row lost by hand comes back.</summary>
internal sealed class AuditorSchedule(Database<EscalationModule> database, DirectoryCopies<EscalationModule> directories, AuditorSettings settings) : ILoadAtStart
{
    private static readonly Sql SelectScheduled = new("SELECT COUNT(*) FROM due_work WHERE town = @town AND kind = 'reconcile'");

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var town in directories.Towns)
        {
            await database.WriteAsync(town, Findings.Itself, uow => EnsureAsync(uow, settings), cancellationToken);
        }
    }

    /// <summary>Puts the first one down, unless one is.</summary>
    public static async Task EnsureAsync(IUnitOfWork uow, AuditorSettings settings)
    {
        if (await uow.QuerySingleAsync<long>(SelectScheduled) == 0)
        {
            uow.Schedule(Reconcile.WorkKind, Reconcile.Subject, uow.Now + settings.Grace);
        }
    }
}
