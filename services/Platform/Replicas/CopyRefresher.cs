using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Replicas;

/// <summary>
/// Where several processes of a service run side by side, a directory reaches one of them as a message; the others find it in
/// the table within a second.
/// </summary>
internal sealed class CopyRefresher<TModule>(Database<TModule> database, DirectoryCopies<TModule> copies, TimeProvider time, ILogger<CopyRefresher<TModule>> log) : BackgroundService
    where TModule : IServiceModule
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        while (!database.IsAlone && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await copies.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // What is known so far goes on being used; the next round asks again.
                log.LogWarning(e, "The directories of {Service} could not be looked up", database.Service);
            }

            await wake.WaitAsync(Poll, stoppingToken);
        }
    }
}
