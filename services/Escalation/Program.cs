using Csirt.Escalation;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5083", [new EscalationModule()]).RunAsync();
