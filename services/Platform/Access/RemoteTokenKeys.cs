using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Platform.Access;

/// <summary>
/// Directory's public keys, fetched from <c>Directory:Address</c> for a service that runs in a process of its own. Kept for
/// as long as Directory can't be reached, so that its being down locks nobody out whose token still runs.
/// </summary>
internal sealed class RemoteTokenKeys(IHttpClientFactory clients, IConfiguration configuration, TimeProvider time, ILogger<RemoteTokenKeys> log) : ITokenKeys
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly Lock _fetching = new();
    private IReadOnlyList<SecurityKey> _keys = [];
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    public IEnumerable<SecurityKey> Current
    {
        get
        {
            lock (_fetching)
            {
                if (time.GetUtcNow() - _fetchedAt > Fresh)
                {
                    Refresh();
                }

                return _keys;
            }
        }
    }

    private void Refresh()
    {
        var address = configuration["Directory:Address"] ?? throw new InvalidOperationException("Directory:Address が設定されていません。");
        _fetchedAt = time.GetUtcNow();
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = TimeSpan.FromSeconds(5);
            // The token handler's hook is synchronous; once a minute at most, this is the price.
            var json = client.GetStringAsync(new Uri($"{address.TrimEnd('/')}/api/directory/keys")).GetAwaiter().GetResult();
            _keys = [.. new JsonWebKeySet(json).GetSigningKeys()];
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Directory is down: the keys known so far go on being right.
            log.LogWarning(e, "The token keys can't be fetched from Directory now; those known so far stay in use");
        }
    }
}
