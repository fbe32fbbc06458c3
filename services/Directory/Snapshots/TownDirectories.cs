using System.Collections.Concurrent;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;
using Csirt.Platform.Replicas;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// The directory in force, ready to look things up in. The version is asked of the database each time – another process may
/// have changed it – the document is parsed once per version.
/// </summary>
internal sealed class TownDirectories(Database<DirectoryModule> database)
{
    private static readonly Sql SelectVersion = new("SELECT version FROM town WHERE town = @town");

    private static readonly Sql SelectDocument = new("SELECT document FROM town_version WHERE town = @town AND version = @version");

    private static readonly Sql SelectInForce = new(
        "SELECT v.document FROM town t JOIN town_version v ON v.town = t.town AND v.version = t.version WHERE t.town = @town");

    /// <summary>The version in force, for the reconciliation with the copies that the other services keep.</summary>
    public static HoldingSource Held { get; } = new(
        DirectoryHoldings.Name, async (session, after, limit) => DirectoryHoldings.Page(await session.QuerySingleAsync<string>(SelectInForce), after, limit));

    private readonly ConcurrentDictionary<string, TownDirectory> _newest = new();

    public Task<TownDirectory> ReadAsync(string town, CancellationToken stop) => database.ReadAsync(town, InForceAsync, stop);

    /// <summary>The directory of the session's town. Throws where the town was never imported.</summary>
    public async Task<TownDirectory> InForceAsync(IReadSession session)
    {
        var version = await session.QuerySingleAsync<long>(SelectVersion);
        if (_newest.TryGetValue(session.Town, out var known) && known.Snapshot.Version == version)
        {
            return known;
        }

        var document = await session.QuerySingleAsync<string>(SelectDocument, new { version })
            ?? throw new InvalidOperationException($"Town {session.Town} has no version {version}.");
        var directory = new TownDirectory(JsonSerializer.Deserialize<DirectoryChanged>(document, CsirtJson.Options)!);
        if (session is IUnitOfWork uow)
        {
            // What this unit of work itself wrote may still be undone, and its version number then goes to another change.
            uow.AfterCommit(() => Keep(directory));
        }
        else
        {
            Keep(directory);
        }

        return directory;
    }

    private void Keep(TownDirectory directory) => _newest.AddOrUpdate(
        directory.Snapshot.Town, directory, (_, known) => known.Snapshot.Version > directory.Snapshot.Version ? known : directory);
}
