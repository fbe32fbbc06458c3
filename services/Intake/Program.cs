using Csirt.Intake;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5081", [new IntakeModule()]).RunAsync();
