namespace Csirt.Intake.Limits;

/// <summary>Lets through so many at once and so many an hour.</summary>
internal sealed class TokenBucket(int perHour, DateTimeOffset now)
{
    private readonly Lock _gate = new();
    private double _tokens = perHour;
    private DateTimeOffset _filledAt = now;

    /// <summary>Takes one; else tells how long to wait for the next.</summary>
    public bool TryTake(DateTimeOffset now, out TimeSpan wait)
    {
        lock (_gate)
        {
            Fill(now);
            if (_tokens >= 1)
            {
                _tokens--;
                wait = TimeSpan.Zero;
                return true;
            }

            wait = TimeSpan.FromHours((1 - _tokens) / perHour);
            return false;
        }
    }

    /// <summary>Gives one back that was not used.</summary>
    public void GiveBack()
    {
        lock (_gate)
        {
            _tokens = Math.Min(perHour, _tokens + 1);
        }
    }

    /// <summary>As good as new: it can be forgotten.</summary>
    public bool IsFull(DateTimeOffset now)
    {
        lock (_gate)
        {
            Fill(now);
            return _tokens >= perHour;
        }
    }

    private void Fill(DateTimeOffset now)
    {
        _tokens = Math.Min(perHour, _tokens + (Math.Max(0, (now - _filledAt).TotalHours) * perHour));
        _filledAt = now;
    }
}
