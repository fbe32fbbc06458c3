using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Hosting;

/// <summary>
/// A service: its own process, or one of several in AllInOne. The module is the service's table of contents:
/// registrations, consumers, endpoints, migrations.
/// </summary>
public interface IServiceModule
{
    /// <summary>Name, as in the topology manifest.</summary>
    string Name { get; }

    /// <summary>Registers the service.</summary>
    void AddTo(WebApplicationBuilder builder);

    /// <summary>Maps its endpoints below <c>/api/{name}</c>.</summary>
    void MapApi(RouteGroupBuilder api);

    /// <summary>Commands that the executable takes for this service.</summary>
    IReadOnlyList<ModuleCommand> Commands => [];

    /// <summary>Adds what is not an API: pages, static files.</summary>
    void MapPages(WebApplication app)
    {
    }
}

/// <summary>Something a service reads into memory after its migrations and before it takes requests.</summary>
public interface ILoadAtStart
{
    /// <summary>Loads. An exception stops the start.</summary>
    Task LoadAsync(CancellationToken cancellationToken);
}
