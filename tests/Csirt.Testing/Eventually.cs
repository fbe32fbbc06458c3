using System.Diagnostics;

namespace Csirt.Testing;

/// <summary>Waits on conditions, never on the clock alone.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer satisfies; fails with the last answer when the time is up (half a minute where nothing else is said).</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> satisfies, string what, TimeSpan? atMost = null, TimeSpan? between = null)
    {
        var limit = atMost ?? Limit;
        var started = Stopwatch.GetTimestamp();
        for (; ; )
        {
            var answer = await ask();
            if (satisfies(answer))
            {
                return answer;
            }

            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s for: {what}. Last answer: {answer}");
            }

            await Task.Delay(between ?? Between);
        }
    }

    /// <summary>Waits until it is true.</summary>
    public static Task TrueAsync(Func<Task<bool>> ask, string what, TimeSpan? atMost = null, TimeSpan? between = null) =>
        GetAsync(ask, answer => answer, what, atMost, between);
}
