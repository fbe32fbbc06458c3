using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Hosting;

/// <summary>Base of every module that has a database.</summary>
/// <typeparam name="TSelf">The module itself: it tells the services' databases apart.</typeparam>
public abstract class ServiceModule<TSelf> : IServiceModule
    where TSelf : ServiceModule<TSelf>
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public virtual IReadOnlyList<ModuleCommand> Commands => [];

    /// <inheritdoc />
    public void AddTo(WebApplicationBuilder builder)
    {
        var service = new ServiceBuilder<TSelf>(Name, builder);
        Register(service);
        service.Complete();
    }

    /// <inheritdoc />
    public abstract void MapApi(RouteGroupBuilder api);

    /// <inheritdoc />
    public virtual void MapPages(WebApplication app)
    {
    }

    /// <summary>Registrations, consumers, due work and migrations of the service.</summary>
    protected abstract void Register(ServiceBuilder<TSelf> service);
}
