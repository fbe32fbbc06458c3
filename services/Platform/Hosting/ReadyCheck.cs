using Csirt.Platform.Database;
using Csirt.Platform.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Csirt.Platform.Hosting;

/// <summary>Ready: migrated, loaded, and every database of this process answers.</summary>
internal sealed class ReadyCheck(IEnumerable<ServiceDatabase> databases, StartUpState state) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.Done)
        {
            return HealthCheckResult.Unhealthy("起動中です。");
        }

        var faults = await Task.WhenAll(databases.Select(d => FaultOfAsync(d, cancellationToken)));
        return faults.FirstOrDefault(f => f is not null) is { } fault
            ? HealthCheckResult.Unhealthy(string.Join(" ", faults.OfType<StoreUnavailableException>().Select(f => f.Message)), fault)
            : HealthCheckResult.Healthy();
    }

    /// <summary>The status, and in words what is amiss: which database does not answer.</summary>
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join(' ', [report.Status.ToString(), .. report.Entries.Values.Select(e => e.Description).OfType<string>()]));
    }

    private static async Task<StoreUnavailableException?> FaultOfAsync(ServiceDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await database.ReadAsync(Everywhere.Town, Outbox.OldestUnsettledAsync, cancellationToken);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e;
        }
    }
}
