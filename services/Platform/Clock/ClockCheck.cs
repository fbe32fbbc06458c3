using System.Net.Sockets;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Clock;

/// <summary>How this machine's clock is kept.</summary>
/// <param name="Synchronised">What the system says; null where it can't.</param>
/// <param name="Offset">Against the configured time server, positive where this clock is ahead; null where none is configured or answers.</param>
public sealed record ClockState(bool? Synchronised, TimeSpan? Offset);

/// <summary>
/// Every ten minutes: does the system keep its clock synchronised, and how far is it from the town's time server
/// (<c>Clock:TimeServer</c>, host or host:port; nobody is asked where nothing is said)? Records carry this machine's time, so a wrong
/// one is an alarm (policy 7.1(3)イ).
/// </summary>
public sealed class ClockCheck(IConfiguration configuration, TimeProvider time, ILogger<ClockCheck> log) : BackgroundService
{
    /// <summary>From here on a difference is an alarm.</summary>
    public static readonly TimeSpan MostOffset = TimeSpan.FromSeconds(2);

    private const int NtpPort = 123;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>As last looked at.</summary>
    public ClockState Latest { get; private set; } = new(KernelClock.IsSynchronised(), null);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            Latest = new ClockState(KernelClock.IsSynchronised(), await OffsetAsync(stoppingToken));
            if (Latest.Offset?.Duration() > MostOffset)
            {
                log.LogError("This machine's clock is {Offset} off the time server", Latest.Offset);
            }
            else if (Latest is { Synchronised: false, Offset: null })
            {
                log.LogWarning("The system says that its clock is not synchronised");
            }

            await wake.WaitAsync(Every, stoppingToken);
        }
    }

    private async Task<TimeSpan?> OffsetAsync(CancellationToken stop)
    {
        if (configuration["Clock:TimeServer"] is not { Length: > 0 } server)
        {
            return null;
        }

        var (host, port) = server.Split(':') is [var name, var number] ? (name, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) : (server, NtpPort);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await TimeServer.OffsetAsync(host, port, time, either.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            log.LogWarning(e, "The time server {Server} did not answer", server);
            return null;
        }
    }
}
