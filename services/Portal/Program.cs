using Csirt.Platform.Hosting;
using Csirt.Portal;

await CsirtHost.Build(args, "http://localhost:5080", [new PortalModule()]).RunAsync();
