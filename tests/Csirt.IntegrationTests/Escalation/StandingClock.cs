namespace Csirt.IntegrationTests.Escalation;

/// <summary>
/// A clock that stands until a test moves it, by weeks if it likes; timers run in real time, so that what polls sees the new time
/// within a second instead of living through every one between.
/// </summary>
internal sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
