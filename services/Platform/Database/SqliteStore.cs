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
    private readonly Channel<IWork> _queue = Channel.CreateBounded<IWork>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly string _service;
    private readonly string _connectionString;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _loop;
    private SqliteConnection? _writer;

    public SqliteStore(string service, string file, TimeProvider time, ILogger<SqliteStore> log)
    {
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

    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenForWritingAsync();
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT");
        await using var transaction = connection.BeginTransaction(deferred: false);
        var applied = (await connection.QueryAsync<int>("SELECT id FROM schema_version", transaction: transaction)).ToHashSet();
        foreach (var migration in migrations.Where(m => !applied.Contains(m.Id)).OrderBy(m => m.Id))
        {
            await connection.ExecuteAsync(migration.Script.Sqlite, transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO schema_version (id, name, applied_at) VALUES (@Id, @Name, @Now)",
                new { migration.Id, migration.Name, Now = _time.GetUtcNow() },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
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
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var transaction = connection.BeginTransaction(deferred: true);
            return await read(new Session(connection, transaction, Dialect.Sqlite, town));
        }
        catch (SqliteException e) when (SqliteFaults.IsOfTheStore(e))
        {
            throw new StoreUnavailableException("データベースを読み取れません。", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
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
        await connection.ExecuteAsync("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
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
            _writer ??= await OpenForWritingAsync();
            await using var transaction = _writer.BeginTransaction(deferred: false);
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
            batch.ForEach(w => w.Fail(new StoreUnavailableException("データベースに書き込めません。何も変更されていません。", e)));
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
        var uow = new UnitOfWork(_writer!, transaction, Dialect.Sqlite, _service, work.Town, work.Actor, _time.GetUtcNow());
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
