using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Intake;

/// <summary>受付: reports as they came in.</summary>
public sealed class IntakeModule : ServiceModule<IntakeModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Intake;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<IntakeModule> service)
    {
    }
}
