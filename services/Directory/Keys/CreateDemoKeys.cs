using System.Text.Json;
using Csirt.Contracts;
using Csirt.Directory.Snapshots;
using Csirt.Directory.Towns;
using Csirt.Platform.Database;
using Csirt.Platform.Files;

namespace Csirt.Directory.Keys;

/// <summary>Keys for trying the machine feed in a demo town, left in the data folder for scripts to pick up.</summary>
internal sealed class CreateDemoKeys(Database<DirectoryModule> database, SecretFiles files, TimeProvider time)
{
    private static readonly JsonSerializerOptions Readable = new(CsirtJson.Options) { WriteIndented = true };

    public static string FileOf(string town) => $"demo-api-keys-{town}.json";

    /// <summary>Once per town: keys that were withdrawn since don't come back.</summary>
    public async Task CreateMissingAsync(TownData town, string actor, CancellationToken stop)
    {
        if (town.DemoKeys.Count == 0 || (await database.ReadAsync(town.Code, ApiKeyTable.AllAsync, stop)).Count > 0)
        {
            return;
        }

        var keys = town.DemoKeys.Select(k => NewApiKey.Make(town.Code, k.Label, k.Channel, k.ContactId, null, time)).ToList();
        // The file before the rows: a key nobody can read would be lost, a file without rows is overwritten at the next start.
        files.Replace(FileOf(town.Code), JsonSerializer.Serialize(keys.Select(k => new { k.Channel, k.Label, k.Key }), Readable) + "\n");
        await database.WriteAsync(
            town.Code,
            actor,
            async uow =>
            {
                foreach (var key in keys)
                {
                    await ApiKeyTable.AddAsync(uow, key);
                    uow.Audit("api_key.created", $"api_key/{key.Id}");
                }

                await DirectoryVersions.PublishAsync(uow, "api_keys");
            },
            stop);
    }
}
