using Csirt.Cases;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5082", [new CasesModule()]).RunAsync();
