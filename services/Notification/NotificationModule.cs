using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Notification;

/// <summary>通知: tells people, and keeps who was told and who answered.</summary>
public sealed class NotificationModule : ServiceModule<NotificationModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Notification;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<NotificationModule> service)
    {
    }
}
