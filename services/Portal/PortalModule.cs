using Csirt.Contracts;
using Csirt.Platform.Hosting;

namespace Csirt.Portal;

/// <summary>画面: the web pages. Talks to the services over their HTTP APIs only; has no database.</summary>
public sealed class PortalModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => Topology.Services.Portal;

    /// <inheritdoc />
    public void AddTo(WebApplicationBuilder builder)
    {
    }

    /// <inheritdoc />
    public void MapApi(RouteGroupBuilder api)
    {
    }
}
