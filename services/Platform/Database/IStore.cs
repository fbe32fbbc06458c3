namespace Csirt.Platform.Database;

/// <summary>How a service's rows are kept: SQLite or SQL Server.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>Raised after a commit that left something for the relay (consumer names) or for the scheduler.</summary>
    event Action<StoreSignal>? Committed;

    /// <summary>No other process works on these rows while this one runs.</summary>
    bool IsAlone { get; }

    /// <summary>Applies what is missing, in order; returns how many changes that were.</summary>
    Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken);

    /// <summary>
    /// Throws <see cref="StoreNotFitException"/> where a change is missing or the database is set up wrongly. Changes that this
    /// process doesn't know are fine: they only ever add, and a newer process may run beside it.
    /// </summary>
    /// <param name="migrations">What the service needs.</param>
    /// <param name="migratesItself">The login of the service may change tables; else it must not be able to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task CheckAsync(IReadOnlyList<Migration> migrations, bool migratesItself, CancellationToken cancellationToken);

    Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken);

    Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken);
}

/// <summary>What a commit left behind for background work.</summary>
/// <param name="Consumers">Services with new outbox rows.</param>
/// <param name="EarliestDue">Earliest due work that was scheduled; null where none.</param>
internal sealed record StoreSignal(IReadOnlySet<string> Consumers, DateTimeOffset? EarliestDue);
