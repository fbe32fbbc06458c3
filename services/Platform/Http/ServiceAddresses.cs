using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Http;

/// <summary>
/// Where the services are: <c>Services:{name}:Address</c>, or this process's own address where nothing is said. So pages
/// and auditor take the same road over HTTP in one process and in seven.
/// </summary>
public sealed class ServiceAddresses(IConfiguration configuration, IServer server)
{
    private static readonly string[] AnyHost = ["*", "+", "0.0.0.0", "[::]", "::"];

    /// <summary>Base address of a service. Throws where none is configured and the process does not listen yet.</summary>
    public Uri Of(string service) => configuration[$"Services:{service}:Address"] is { Length: > 0 } said ? new Uri(said) : Own();

    private Uri Own()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var own = addresses.Select(BindingAddress.Parse).OrderBy(a => a.Scheme == Uri.UriSchemeHttp ? 0 : 1).FirstOrDefault()
            ?? throw new InvalidOperationException("このプロセスのアドレスが分かりません。Services:{名前}:Address を設定してください。");
        var host = AnyHost.Contains(own.Host) ? "127.0.0.1" : own.Host;
        return new UriBuilder(own.Scheme, host, own.Port).Uri;
    }
}
