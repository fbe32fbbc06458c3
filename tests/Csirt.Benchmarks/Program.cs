using Csirt.Benchmarks;

var folder = System.IO.Directory.CreateTempSubdirectory("csirt-bench-").FullName;
var raw = RawBounds.Measure(folder);
Console.WriteLine($"raw: {raw.CommitsPerSecond:0} commits/s, {raw.FileSyncsPerSecond:0} file syncs/s");
System.IO.Directory.Delete(folder, recursive: true);
