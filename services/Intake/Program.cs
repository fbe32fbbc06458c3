using Csirt.Intake;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5081", [new IntakeModule()]);
