using Csirt.Cases;
using Csirt.Directory;
using Csirt.Escalation;
using Csirt.Intake;
using Csirt.Notification;
using Csirt.Platform.Hosting;
using Csirt.Portal;

namespace Csirt.AllInOne;

/// <summary>Every service in one process: the embedded default.</summary>
public static class AllServices
{
    /// <summary>Their modules.</summary>
    public static IReadOnlyList<IServiceModule> Modules =>
        [new DirectoryModule(), new IntakeModule(), new CasesModule(), new EscalationModule(), new NotificationModule(), new PortalModule()];
}
