using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Csirt.Testing;

/// <summary>
/// A stretch of network between a process and a server on this machine: what is sent to <see cref="Port"/> goes on to the
/// server, until the road is cut, falls silent or becomes slow.
/// </summary>
public sealed class TcpRoad : IAsyncDisposable
{
    private readonly int _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _journeys = new();
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private volatile bool _refuses;
    private volatile TaskCompletionSource? _silence;
    private long _delayMilliseconds;

    /// <summary>Open, to the port of the server.</summary>
    public TcpRoad(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Every connection ends, and none comes through, until <see cref="Heal"/>.</summary>
    public void Cut()
    {
        _refuses = true;
        var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        cut.Cancel();
        cut.Dispose();
    }

    /// <summary>Connections stay open, new ones too, and nothing gets through: a half-open connection, a firewall that drops.</summary>
    public void FallSilent() => _silence ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Every piece of data takes this long.</summary>
    public void SlowDown(TimeSpan each) => Interlocked.Exchange(ref _delayMilliseconds, (long)each.TotalMilliseconds);

    /// <summary>As at first.</summary>
    public void Heal()
    {
        _refuses = false;
        SlowDown(TimeSpan.Zero);
        var silence = _silence;
        _silence = null;
        silence?.SetResult();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Heal();
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_journeys.Keys);
        _listener.Dispose();
        _stop.Dispose();
        _cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var journey = Task.Run(() => CarryAsync(client));
                _journeys[journey] = true;
                _ = journey.ContinueWith(done => _journeys.TryRemove(done, out var _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _cut.Token);
        using (client)
        {
            if (_refuses)
            {
                return;
            }

            try
            {
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _target, end.Token);
                await Task.WhenAny(PumpAsync(client, server, end.Token), PumpAsync(server, client, end.Token));
                await end.CancelAsync();
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The server is away or the road was cut: the client sees its connection end.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, CancellationToken end)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, end)) > 0;)
            {
                if (_silence is { } silence)
                {
                    await silence.Task.WaitAsync(end);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Interlocked.Read(ref _delayMilliseconds)), end);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), end);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone: so does the other.
        }
    }
}
