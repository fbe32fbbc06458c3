using Csirt.Notification;
using Csirt.Platform.Hosting;

await CsirtHost.Build(args, "http://localhost:5084", [new NotificationModule()]).RunAsync();
