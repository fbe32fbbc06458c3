using Csirt.Directory;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5085", [new DirectoryModule()]).RunAsync();
