using Csirt.Platform.Database;

namespace Csirt.Escalation.Auditing;

/// <summary>Runs the reconciliations that this process has claimed, one after the other.</summary>
internal sealed class AuditorLoop(AuditorSignal signal, ReconciliationRun run, Heartbeat heartbeat, Database<EscalationModule> database, IHostApplicationLifetime life, TimeProvider time, ILogger<AuditorLoop> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var meters = new AuditorMeters(heartbeat, time);
        // In one process the auditor asks its own address, which answers only from then on.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await foreach (var (town, claim) in signal.AllAsync(stoppingToken))
        {
            try
            {
                await run.RunAsync(town, claim, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The next run is put down already; the heartbeat tells that none ends.
                log.LogError(e, "The reconciliation of town {Town} came to nothing", town);
                await ReleaseAsync(town, claim, stoppingToken);
            }
        }
    }

    private async Task ReleaseAsync(string town, string claim, CancellationToken stop)
    {
        try
        {
            await database.WriteAsync(town, Findings.Itself, uow => ReconciliationState.ReleaseAsync(uow, claim), stop);
        }
        catch (StoreUnavailableException e)
        {
            log.LogWarning(e, "The claim on the reconciliation of town {Town} runs out by itself", town);
        }
    }
}
