using Csirt.Cases;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5082", [new CasesModule()]);
