using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace Csirt.Platform.Database;

/// <summary>
/// A schema of its own on SQL Server (READ_COMMITTED_SNAPSHOT); the login's default schema is the service's. Each unit of
/// work is a transaction; a deadlock or a passing fault repeats it from the start.
/// </summary>
internal sealed partial class SqlServerStore(string service, SqlServerLogins logins, ColumnTypes types, TimeProvider time, ILogger<SqlServerStore> log) : IStore
{
    private readonly Repeating _repeating = new(time);

    public event Action<StoreSignal>? Committed;

    public bool IsAlone => false;

    public async Task<int> MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(logins.Migrator, cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        // Several instances may start at once: one migrates, the others wait and find it done.
        await connection.ExecuteAsync(SqlServerChecks.OneAtATime, transaction: transaction);
        await connection.ExecuteAsync(Migrated.SqlServerTable, transaction: transaction);
        var missing = Migrated.Missing(migrations, await connection.QueryAsync<int>(Migrated.Select, transaction: transaction));
        foreach (var migration in missing)
        {
            foreach (var batch in GoLine().Split(migration.Script.SqlServer).Where(b => !string.IsNullOrWhiteSpace(b)))
            {
                await connection.ExecuteAsync(batch, transaction: transaction);
            }

            await connection.ExecuteAsync(Migrated.Insert, new { migration.Id, migration.Name, Now = time.GetUtcNow() }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
        return missing.Count;
    }

    public async Task CheckAsync(IReadOnlyList<Migration> migrations, bool migratesItself, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(logins.Service, cancellationToken);
        var found = await connection.QuerySingleAsync<SqlServerChecks.Found>(SqlServerChecks.Select);
        found.Demand(service, migratesItself);
        Migrated.Demand(service, migrations, found.HasVersions ? await connection.QueryAsync<int>(Migrated.Select) : []);
    }

    public Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken) =>
        _repeating.RunAsync(
            () => WriteOnceAsync(town, actor, work, cancellationToken),
            $"{service} のデータベースに書き込めません。何も変更されていません。",
            cancellationToken);

    public Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken) =>
        _repeating.RunAsync(() => ReadOnceAsync(town, read, cancellationToken), $"{service} のデータベースを読み取れません。", cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> ReadOnceAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(logins.Service, cancellationToken);
        return await read(new Session(new SqlServerStatements(connection, null, types), town));
    }

    private async Task<T> WriteOnceAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(logins.Service, cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var uow = new UnitOfWork(new SqlServerStatements(connection, transaction, types), service, town, actor, time.GetUtcNow());
        var result = await work(uow);
        await uow.FlushAsync(time);
        await CommitAsync(transaction);
        RunAfterCommit(uow.AfterCommitActions);
        if (uow.Consumers.Count > 0 || uow.EarliestDue is not null)
        {
            Committed?.Invoke(new StoreSignal(uow.Consumers, uow.EarliestDue));
        }

        return result;
    }

    private async Task CommitAsync(SqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is SqlException or InvalidOperationException)
        {
            throw new StoreUnavailableException($"{service} のデータベースから書き込みの返事がありません。書き込まれたかどうかは分かりません。", e) { InDoubt = true };
        }
    }

    private void RunAfterCommit(IReadOnlyList<Action> actions)
    {
        foreach (var action in actions)
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                // What was committed stands; only a cache may be stale.
                log.LogError(e, "An action after a commit of {Service} failed", service);
            }
        }
    }

    // Not repeated here: who waits for a server that is away had better hear of it at once.
    private async Task<SqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (SqlException e)
        {
            var server = connection.DataSource;
            await connection.DisposeAsync();
            throw new StoreUnavailableException($"{service} のデータベース（{server}）に接続できません。", e);
        }
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex GoLine();
}
