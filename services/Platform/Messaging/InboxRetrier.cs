using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Messaging;

/// <summary>Takes up the messages that a service put aside, when they are due.</summary>
internal sealed class InboxRetrier(ServiceInbox inbox, TimeProvider time, ILogger<InboxRetrier> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await inbox.RetryDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The rows wait on: the next round tries again.
                log.LogError(e, "Retrying the waiting messages of {Service} failed", inbox.Service);
            }

            await wake.WaitAsync(Poll, stoppingToken);
        }
    }
}
