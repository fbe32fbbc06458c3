using System.Collections.Concurrent;
using System.Globalization;
using Csirt.Platform.Http;

namespace Csirt.Intake.Limits;

/// <summary>
/// Holds public reports to so many per address and town: one sender can't drown a town's contact point. Counted in each process
/// by itself.
/// </summary>
internal sealed class PublicLimit(IntakeLimits limits, TimeProvider time)
{
    private const int TidyAbove = 10_000;
    private readonly ConcurrentDictionary<string, TokenBucket> _towns = new();
    private readonly ConcurrentDictionary<string, TokenBucket> _addresses = new();

    /// <summary>Goes on, or refuses with 429 and <c>Retry-After</c>.</summary>
    public void Demand(HttpContext http, string town)
    {
        var now = time.GetUtcNow();
        var ofTown = _towns.GetOrAdd(town, _ => new TokenBucket(limits.PublicPerTown, now));
        if (!ofTown.TryTake(now, out var wait))
        {
            throw TooMany(http, wait);
        }

        // The town's limit comes first: it also bounds how many addresses can be remembered.
        if (ClientAddress.Of(http, limits.TrustedProxies) is { } address && !Bucket($"{town}/{address}", now).TryTake(now, out wait))
        {
            ofTown.GiveBack();
            throw TooMany(http, wait);
        }
    }

    private TokenBucket Bucket(string address, DateTimeOffset now)
    {
        if (_addresses.Count > TidyAbove)
        {
            foreach (var (known, bucket) in _addresses.Where(a => a.Value.IsFull(now)))
            {
                _addresses.TryRemove(known, out _);
            }
        }

        return _addresses.GetOrAdd(address, _ => new TokenBucket(limits.PublicPerAddress, now));
    }

    private static ProblemException TooMany(HttpContext http, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return new ProblemException(
            StatusCodes.Status429TooManyRequests,
            "too_many_reports",
            $"短い時間に多くの報告があったため、いまは受け付けられません。{Math.Max(1, (seconds + 59) / 60)}分ほど待ってから、もう一度送信してください。急ぐときは役場に電話してください。",
            new Dictionary<string, object?> { ["retry_after_seconds"] = seconds });
    }
}
