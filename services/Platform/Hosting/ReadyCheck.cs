using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csirt.Platform.Hosting;

/// <summary>Ready: migrated, loaded, and every database of this process answers.</summary>
internal sealed class ReadyCheck(IEnumerable<ServiceDatabase> databases, StartUpState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.Done)
        {
            return HealthCheckResult.Unhealthy("starting");
        }

        try
        {
            foreach (var database in databases)
            {
                await database.ReadAsync(Everywhere.Town, Outbox.OldestUnsettledAsync, cancellationToken);
            }

            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException e)
        {
            return HealthCheckResult.Unhealthy("a database does not answer", e);
        }
    }
}
