Console.WriteLine("Usage: dotnet run -c Release --project tests/Csirt.Benchmarks -- <benchmark>");
