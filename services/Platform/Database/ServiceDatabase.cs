namespace Csirt.Platform.Database;

/// <summary>The database of one service: nobody else reads or writes it.</summary>
public abstract class ServiceDatabase : IAsyncDisposable
{
    private protected ServiceDatabase(string service, IStore store) => (Service, Store) = (service, store);

    /// <summary>Name of the service, as in the topology manifest.</summary>
    public string Service { get; }

    /// <summary>
    /// No other process works on these rows while this one runs: what is claimed at its start was claimed by one that has died.
    /// </summary>
    public bool IsAlone => Store.IsAlone;

    internal IStore Store { get; }

    /// <summary>
    /// Runs a command as one unit of work and returns after it is durable. The work may share its transaction with others:
    /// an exception undoes this one alone. Throws <see cref="StoreUnavailableException"/> where nothing could be committed.
    /// </summary>
    /// <param name="town">全国地方公共団体コード.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="work">The command.</param>
    /// <param name="cancellationToken">Gives up only while the work has not begun.</param>
    public Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken = default) =>
        Store.WriteAsync(town, actor, work, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}" />
    public Task WriteAsync(string town, string actor, Func<IUnitOfWork, Task> work, CancellationToken cancellationToken = default) =>
        Store.WriteAsync(town, actor, async uow => { await work(uow); return true; }, cancellationToken);

    /// <summary>Reads a consistent snapshot of one town's rows.</summary>
    public Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken = default) =>
        Store.ReadAsync(town, read, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The database of the service whose module is <typeparamref name="TModule"/>.</summary>
/// <typeparam name="TModule">Module of the service.</typeparam>
public sealed class Database<TModule> : ServiceDatabase
    where TModule : Hosting.IServiceModule
{
    internal Database(string service, IStore store)
        : base(service, store)
    {
    }
}
