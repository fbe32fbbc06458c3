using Csirt.Platform.Files;
using Csirt.Platform.Hosting;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Csirt.Portal.Http;

/// <summary>
/// Makes the key under which cookies and forms are sealed, where there is none. Several portals share the folder: started at once
/// for the first time, each would make one and not know the other's for a day, and people would have to sign in again at each turn.
/// </summary>
internal sealed class FirstPageKey(IKeyManager keys, IOptions<KeyManagementOptions> options, DataDirectory data, TimeProvider time) : IHostedService
{
    public static string FolderIn(DataDirectory data) => data.Folder("keys", "portal");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var turn = await FolderTurn.TakeAsync(FolderIn(data), time, cancellationToken);
        if (keys.GetAllKeys().Count == 0)
        {
            // By the system's clock, as the framework reads it.
            var now = TimeProvider.System.GetUtcNow();
            keys.CreateNewKey(now, now + options.Value.NewKeyLifetime);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
