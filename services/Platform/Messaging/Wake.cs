namespace Csirt.Platform.Messaging;

/// <summary>Waits for a signal or for a while, whichever comes first. Signals given meanwhile are not lost.</summary>
public sealed class Wake(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Wakes whoever waits; where nobody does, the next one to wait doesn't.</summary>
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

    /// <summary>Returns at a signal, after <paramref name="atMost"/>, or when cancelled: the caller looks at its own token.</summary>
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

    /// <inheritdoc />
    public void Dispose() => _signal.Dispose();
}
