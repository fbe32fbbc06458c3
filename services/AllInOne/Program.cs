using Csirt.AllInOne;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5080", AllServices.Modules).RunAsync();
