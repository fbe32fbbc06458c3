namespace Csirt.Platform.Database;

/// <summary>How a service's rows are kept: SQLite or SQL Server.</summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>Raised after a commit that left something for the relay (consumer names) or for the scheduler.</summary>
    event Action<StoreSignal>? Committed;

    Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken);

    Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken);

    Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken);
}

/// <summary>What a commit left behind for background work.</summary>
/// <param name="Consumers">Services with new outbox rows.</param>
/// <param name="EarliestDue">Earliest due work that was scheduled; null where none.</param>
internal sealed record StoreSignal(IReadOnlySet<string> Consumers, DateTimeOffset? EarliestDue);
