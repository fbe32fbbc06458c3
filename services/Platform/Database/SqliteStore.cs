using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Csirt.Platform.Telemetry;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Database;

/// <summary>
/// One SQLite file per service (WAL, synchronous=FULL). SQLite has one writer per file, so one loop writes: whatever waits
/// is done in one transaction, a savepoint each, and pays for one sync to disk together.
/// </summary>
internal sealed class SqliteStore : IStore
{
    private const int LargestBatch = 256;
    private const int MostReaders = 8;
    private readonly Channel<IWork> _queue = Channel.CreateBounded<IWork>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly string _service;
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _loop;
    private readonly ConcurrentBag<SqliteStatements> _readers = [];
    private readonly FileOwnership _ownership;
    private SqliteStatements? _writer;

    public SqliteStore(string service, string file, bool shared, TimeProvider time, ILogger<SqliteStore> log)
    {
        IsAlone = !shared;
        _ownership = FileOwnership.Take(service, file, shared);
        _service = service;
        _time = time;
        _log = log;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = true,
            DefaultTimeout = 10,
            ForeignKeys = true,
            // Else INSERT OR REPLACE would slip past the trigger that refuses deletions.
            RecursiveTriggers = true,
        }.ToString();
        _loop = Task.Run(WriteLoopAsync);
    }

    public event Action<StoreSignal>? Committed;

    public bool IsAlone { get; }

    public async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenForWritingAsync();
        await connection.ExecuteAsync(Migrated.SqliteTable);
        await using var transaction = connection.BeginTransaction(deferred: false);
        var missing = Migrated.Missing(migrations, await connection.QueryAsync<int>(Migrated.Select, transaction: transaction));
        foreach (var migration in missing)
        {
            await connection.ExecuteAsync(migration.Script.Sqlite, transaction: transaction);
            await connection.ExecuteAsync(Migrated.Insert, new { migration.Id, migration.Name, Now = _time.GetUtcNow() }, transaction);
        }

        SqliteStatistics.Write(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        SqliteStatistics.Load(connection);
        return missing.Count;
    }

    public async Task CheckAsync(IReadOnlyList<Migration> migrations, bool migratesItself, CancellationToken cancellationToken)
    {
        await using var connection = await OpenForWritingAsync();
        await connection.ExecuteAsync(Migrated.SqliteTable);
        Migrated.Demand(_service, migrations, await connection.QueryAsync<int>(Migrated.Select));
    }

    public async Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(town, actor, work, Activity.Current, cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException("停止処理中のため、書き込みを受け付けられません。", e);
        }

        return await item.Result;
    }

    public async Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken)
    {
        SqliteStatements? reader = null;
        var broken = false;
        try
        {
            reader = _readers.TryTake(out var kept) ? kept : new SqliteStatements(await OpenAsync(cancellationToken));
            await using (var transaction = reader.Connection.BeginTransaction(deferred: true))
            {
                reader.Transaction = transaction;
                var result = await read(new Session(reader, town));
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
        }
        catch (SqliteException e) when (SqliteFaults.IsOfTheStore(e))
        {
            broken = true;
            throw new StoreUnavailableException($"{_service} のデータベースを読み取れません。", e);
        }
        finally
        {
            await KeepAsync(reader, broken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        await DropWriterAsync();
        while (_readers.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }

        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _ownership.Dispose();
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task<SqliteConnection> OpenForWritingAsync()
    {
        var connection = await OpenAsync(CancellationToken.None);
        // What is deleted is overwritten: disposal must leave nothing to read in the file (docs/adr/0024). Pages that are changed
        // again and again stay in memory (up to 16 MB) and go from the log (16 MB) into the file once, not each time.
        await connection.ExecuteAsync(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-16384; PRAGMA wal_autocheckpoint=4000;");
        return connection;
    }

    private async Task WriteLoopAsync()
    {
        var batch = new List<IWork>(LargestBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            await RunBatchAsync(batch);
        }
    }

    private async Task RunBatchAsync(List<IWork> batch)
    {
        var signal = new Signal();
        try
        {
            _writer ??= new SqliteStatements(await OpenForWritingAsync());
            await using var transaction = _writer.Connection.BeginTransaction(deferred: false);
            _writer.Transaction = transaction;
            foreach (var work in batch)
            {
                await RunOneAsync(work, transaction, signal);
            }

            await transaction.CommitAsync();
            CsirtMeters.Commits.Add(1, new KeyValuePair<string, object?>("service", _service));
        }
        catch (Exception e)
        {
            // Whatever it was: everyone who waits hears it, and the loop goes on with a fresh connection.
            await DropWriterAsync();
            _log.LogError(e, "The database of {Service} did not commit; nothing of {Count} units of work was kept", _service, batch.Count);
            batch.ForEach(w => w.Fail(new StoreUnavailableException($"{_service} のデータベースに書き込めません。何も変更されていません。", e)));
            return;
        }

        RunAfterCommit(signal.AfterCommit);
        batch.ForEach(w => w.Complete());
        if (signal.Consumers.Count > 0 || signal.EarliestDue is not null)
        {
            Committed?.Invoke(new StoreSignal(signal.Consumers, signal.EarliestDue));
        }
    }

    private void RunAfterCommit(List<Action> actions)
    {
        foreach (var action in actions)
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                // What was committed stands; only a cache may be stale. The writer must not end for it.
                _log.LogError(e, "An action after a commit of {Service} failed", _service);
            }
        }
    }

    private async Task RunOneAsync(IWork work, SqliteTransaction transaction, Signal signal)
    {
        await transaction.SaveAsync("work");
        Activity.Current = work.Parent;
        var uow = new UnitOfWork(_writer!, _service, work.Town, work.Actor, _time.GetUtcNow());
        try
        {
            await work.RunAsync(uow);
            await uow.FlushAsync(_time);
            signal.Take(uow);
        }
        catch (Exception e) when (e is not SqliteException sqlite || !SqliteFaults.IsOfTheStore(sqlite))
        {
            await transaction.RollbackAsync("work");
            work.Refuse(e);
        }

        await transaction.ReleaseAsync("work");
    }

    /// <summary>Readers stay open with their compiled statements, as many as are used at once, up to a few.</summary>
    private async ValueTask KeepAsync(SqliteStatements? reader, bool broken)
    {
        if (reader is null)
        {
            return;
        }

        reader.Transaction = null;
        if (!broken && _readers.Count < MostReaders)
        {
            _readers.Add(reader);
        }
        else
        {
            await reader.DisposeAsync();
        }
    }

    private async Task DropWriterAsync()
    {
        if (_writer is { } broken)
        {
            _writer = null;
            await broken.DisposeAsync();
        }
    }

    private sealed class Signal
    {
        public HashSet<string> Consumers { get; } = [];

        public DateTimeOffset? EarliestDue { get; private set; }

        public List<Action> AfterCommit { get; } = [];

        public void Take(UnitOfWork uow)
        {
            Consumers.UnionWith(uow.Consumers);
            AfterCommit.AddRange(uow.AfterCommitActions);
            EarliestDue = uow.EarliestDue is { } due && (EarliestDue is null || due < EarliestDue) ? due : EarliestDue;
        }
    }
}
