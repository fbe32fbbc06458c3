namespace Csirt.Platform.Messaging;

/// <summary>Waits for a signal or for a while, whichever comes first. Signals given meanwhile are not lost.</summary>
internal sealed class Wake(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Up()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake: one signal is as good as two.
        }
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is up, or the process stops; the caller looks at its own token.
        }
    }

    public void Dispose() => _signal.Dispose();
}
