using System.Collections.Concurrent;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Messaging;

namespace Csirt.Platform.Replicas;

/// <summary>The towns' directories as one service keeps them, so that it works while Directory is down.</summary>
/// <typeparam name="TModule">Module of the service.</typeparam>
public sealed class DirectoryCopies<TModule>(Database<TModule> database) : IMessageHandler<DirectoryChanged>, ILoadAtStart
    where TModule : IServiceModule
{
    private readonly ConcurrentDictionary<string, TownDirectory> _towns = new();

    /// <summary>The town's directory, or null where none has arrived yet. From memory: fine inside a unit of work.</summary>
    public TownDirectory? Find(string town) => _towns.GetValueOrDefault(town);

    /// <summary>The town's directory. Throws <see cref="NotYetException"/> where none has arrived: the message then waits for it.</summary>
    public TownDirectory Demand(string town) => Find(town) ?? throw new NotYetException($"The directory of town {town} has not arrived yet.");

    /// <summary>Towns known so far.</summary>
    public IReadOnlyCollection<string> Towns => [.. _towns.Keys];

    /// <inheritdoc />
    public async Task HandleAsync(DirectoryChanged message, IUnitOfWork uow)
    {
        if (await DirectoryCopyTable.StoreIfNewerAsync(uow, message))
        {
            uow.AfterCommit(() => Keep(message));
        }
    }

    /// <inheritdoc />
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var document in await database.ReadAsync(Everywhere.Town, DirectoryCopyTable.AllAsync, cancellationToken))
        {
            Keep(JsonSerializer.Deserialize<DirectoryChanged>(document, CsirtJson.Options)!);
        }
    }

    /// <summary>Takes up what another process of the service has stored.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(Everywhere.Town, DirectoryCopyTable.VersionsAsync, cancellationToken);
        foreach (var town in stored.Where(s => Find(s.Town)?.Snapshot.Version is not { } known || known < s.Version).Select(s => s.Town))
        {
            if (await database.ReadAsync(town, DirectoryCopyTable.FindAsync, cancellationToken) is { } document)
            {
                Keep(JsonSerializer.Deserialize<DirectoryChanged>(document, CsirtJson.Options)!);
            }
        }
    }

    private void Keep(DirectoryChanged snapshot) => _towns.AddOrUpdate(
        snapshot.Town,
        _ => new TownDirectory(snapshot),
        (_, known) => known.Snapshot.Version >= snapshot.Version ? known : new TownDirectory(snapshot));
}

internal static class DirectoryCopyTable
{
    internal static readonly Migration Table = new(5, "directory copy", new Sql(
        "CREATE TABLE directory_copy (town TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) STRICT;",
        "CREATE TABLE directory_copy (town CHAR(6) PRIMARY KEY, version BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL);"));

    private static readonly Sql Update = new("UPDATE directory_copy SET version = @version, document = @document WHERE town = @town AND version < @version");

    private static readonly Sql Insert = new(
        "INSERT INTO directory_copy (town, version, document) SELECT @town, @version, @document WHERE NOT EXISTS (SELECT 1 FROM directory_copy WHERE town = @town)");

    private static readonly Sql SelectAll = new("SELECT document FROM directory_copy");

    private static readonly Sql SelectVersions = new("SELECT town, version FROM directory_copy");

    private static readonly Sql SelectOne = new("SELECT document FROM directory_copy WHERE town = @town");

    public static async Task<bool> StoreIfNewerAsync(IUnitOfWork uow, DirectoryChanged message)
    {
        var row = new { message.Version, document = JsonSerializer.Serialize(message, CsirtJson.Options) };
        return await uow.ExecuteAsync(Update, row) + await uow.ExecuteAsync(Insert, row) > 0;
    }

    public static Task<IReadOnlyList<string>> AllAsync(IReadSession session) => session.QueryAsync<string>(SelectAll);

    public static Task<IReadOnlyList<StoredVersion>> VersionsAsync(IReadSession session) => session.QueryAsync<StoredVersion>(SelectVersions);

    public static Task<string?> FindAsync(IReadSession session) => session.QuerySingleAsync<string>(SelectOne);
}

/// <summary>Which version of a town's directory is stored.</summary>
internal sealed class StoredVersion
{
    public required string Town { get; init; }

    public long Version { get; init; }
}
