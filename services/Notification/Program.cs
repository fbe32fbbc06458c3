using Csirt.Notification;
using Csirt.Platform.Hosting;

return await CsirtHost.RunAsync(args, "http://localhost:5084", [new NotificationModule()]);
