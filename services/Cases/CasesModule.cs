using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Cases;

/// <summary>対応: the case, from triage to prevention.</summary>
public sealed class CasesModule : ServiceModule<CasesModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Cases;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<CasesModule> service)
    {
    }
}
