using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Escalation;

/// <summary>報告義務: who must be told, by when.</summary>
public sealed class EscalationModule : ServiceModule<EscalationModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Escalation;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<EscalationModule> service)
    {
    }
}
