using Csirt.Platform.Hosting;
using Csirt.Portal;

return await CsirtHost.RunAsync(args, "http://localhost:5080", [new PortalModule()]);
