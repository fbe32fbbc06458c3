using Csirt.Benchmarks;
using Csirt.Testing;

// dotnet run -c Release --project tests/Csirt.Benchmarks [reports] [stored cases at most] [embedded | due | growth | distributed]
var reports = args.Length > 0 ? int.Parse(args[0], null) : 2000;
var stored = args.Length > 1 ? int.Parse(args[1], null) : 100_000;
bool Wanted(string part) => args.Length < 3 || args[2] == part;

if (Wanted("embedded"))
{
    var folder = System.IO.Directory.CreateTempSubdirectory("csirt-bench-").FullName;
    var raw = RawBounds.Measure(folder);
    System.IO.Directory.Delete(folder, recursive: true);
    Console.WriteLine($"raw bounds: {raw.CommitsPerSecond:0} durable commits/s, {raw.FileSyncsPerSecond:0} durable file writes/s");
    RuleEvaluation.Report();
    await StartAndIdle.ReportAsync();
    await OnFreshProcessAsync(async (_, load) =>
    {
        await load.ReportThroughputAsync(reports, raw);
        await load.ReportLatencyAsync(perSecond: 50, seconds: 20);
    });
}

if (Wanted("due"))
{
    await OnFreshProcessAsync((csirt, _) => new DueWorkLoad(csirt).ReportAsync());
}

if (Wanted("growth"))
{
    await OnFreshProcessAsync((_, load) => load.ReportGrowthAsync(reports, stored));
}

if (Wanted("distributed"))
{
    await DistributedLoad.ReportAsync(reports);
}

static async Task OnFreshProcessAsync(Func<CsirtOsProcess, Load, Task> measure)
{
    await using var csirt = await CsirtOsProcess.StartAsync();
    var load = await Load.ConnectAsync(csirt);
    await load.WarmUpAsync();
    await measure(csirt, load);
}
