using Csirt.Benchmarks;
using Csirt.Testing;

// dotnet run -c Release --project tests/Csirt.Benchmarks [reports]
var reports = args.Length > 0 ? int.Parse(args[0], null) : 2000;
var folder = System.IO.Directory.CreateTempSubdirectory("csirt-bench-").FullName;
var raw = RawBounds.Measure(folder);
System.IO.Directory.Delete(folder, recursive: true);
Console.WriteLine($"raw bounds: {raw.CommitsPerSecond:0} durable commits/s, {raw.FileSyncsPerSecond:0} durable file writes/s");

RuleEvaluation.Report();
await StartAndIdle.ReportAsync();
await using var csirt = await CsirtOsProcess.StartAsync();
var load = await Load.ConnectAsync(csirt);
await load.WarmUpAsync();
await load.ReportThroughputAsync(reports, raw);
await load.ReportLatencyAsync(perSecond: 50, seconds: 20);
await new DueWorkLoad(csirt).ReportAsync();
