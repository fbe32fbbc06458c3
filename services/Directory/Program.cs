using Csirt.Directory;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5085", [new DirectoryModule()]);
