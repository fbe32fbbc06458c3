using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Csirt.Testing;

/// <summary>
/// Stands in for Directory beside a service under test: its tokens are accepted, and what <see cref="TellAsync"/> says travels
/// through outbox and relay like the real thing.
/// </summary>
public sealed class DirectoryStandIn(TestTokens tokens) : ServiceModule<DirectoryStandIn>
{
    /// <inheritdoc />
    public override string Name => Topology.Services.Directory;

    /// <summary>Publishes a directory.</summary>
    public static Task TellAsync(CsirtProcess csirt, DirectoryChanged directory) =>
        csirt.Services.GetRequiredService<Database<DirectoryStandIn>>().WriteAsync(directory.Town, "test", uow =>
        {
            uow.Publish(directory);
            return Task.CompletedTask;
        });

    /// <inheritdoc />
    public override void MapApi(RouteGroupBuilder api)
    {
    }

    /// <inheritdoc />
    protected override void Register(ServiceBuilder<DirectoryStandIn> service) => service.Services.AddSingleton<ITokenKeys>(tokens);
}
