using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Directory;

/// <summary>連絡網: people, roles, systems, outside contacts, accounts.</summary>
public sealed class DirectoryModule : ServiceModule<DirectoryModule>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Directory;

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<DirectoryModule> service)
    {
    }
}
