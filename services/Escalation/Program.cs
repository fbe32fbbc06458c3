using Csirt.Escalation;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5083", [new EscalationModule()]);
