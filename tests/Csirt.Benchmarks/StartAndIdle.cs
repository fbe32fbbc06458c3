using System.Diagnostics;
using Csirt.Testing;

namespace Csirt.Benchmarks;

/// <summary>How long the built process takes to its first answer, and what it holds when nothing happens.</summary>
internal static class StartAndIdle
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static async Task ReportAsync()
    {
        await using var csirt = await CsirtOsProcess.StartAsync();
        // The first start makes the town; the second is the ordinary one.
        csirt.Kill();
        var started = Stopwatch.GetTimestamp();
        await csirt.StartAgainAsync();
        Console.WriteLine($"start to first answer: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s (aim < 3 s)");
        await Task.Delay(Quiet);
        Console.WriteLine($"idle memory: {csirt.WorkingSet / 1024.0 / 1024.0:0} MB (aim < 200 MB)");
    }
}
