using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Csirt.Platform.Database;

/// <summary>
/// A schema of its own on SQL Server (READ_COMMITTED_SNAPSHOT); the login's default schema is the service's. Each unit of
/// work is a transaction; a deadlock or a passing fault repeats it from the start.
/// </summary>
internal sealed partial class SqlServerStore(string service, string connectionString, TimeProvider time) : IStore
{
    private const int MostTries = 5;

    // Deadlock, snapshot conflict, lock time-out, time-out, and the transient faults of a server that restarts or fails over.
    private static readonly HashSet<int> Passing = [1205, 3960, 1222, -2, 4060, 40197, 40501, 40613, 49918, 49919, 49920, 10928, 10929, 233, 10053, 10054, 10060, 0, 2, 53, 18456];

    public event Action<StoreSignal>? Committed;

    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "IF OBJECT_ID('schema_version') IS NULL CREATE TABLE schema_version (id INT PRIMARY KEY, name NVARCHAR(200) NOT NULL, applied_at BIGINT NOT NULL)",
            transaction: transaction);
        var applied = (await connection.QueryAsync<int>("SELECT id FROM schema_version WITH (TABLOCKX, HOLDLOCK)", transaction: transaction)).ToHashSet();
        foreach (var migration in migrations.Where(m => !applied.Contains(m.Id)).OrderBy(m => m.Id))
        {
            foreach (var batch in GoLine().Split(migration.Script.SqlServer).Where(b => !string.IsNullOrWhiteSpace(b)))
            {
                await connection.ExecuteAsync(batch, transaction: transaction);
            }

            await connection.ExecuteAsync(
                "INSERT INTO schema_version (id, name, applied_at) VALUES (@Id, @Name, @Now)",
                new { migration.Id, migration.Name, Now = time.GetUtcNow() },
                transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<T> WriteAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnceAsync(town, actor, work, cancellationToken);
            }
            catch (SqlException e) when (Passing.Contains(e.Number) && attempt < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * Math.Pow(2, attempt)), time, cancellationToken);
            }
            catch (SqlException e) when (Passing.Contains(e.Number))
            {
                throw new StoreUnavailableException("データベースに書き込めません。何も変更されていません。", e);
            }
        }
    }

    public async Task<T> ReadAsync<T>(string town, Func<IReadSession, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return await read(new Session(connection, null, Dialect.SqlServer, town));
        }
        catch (SqlException e) when (Passing.Contains(e.Number))
        {
            throw new StoreUnavailableException("データベースを読み取れません。", e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> WriteOnceAsync<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var uow = new UnitOfWork(connection, transaction, Dialect.SqlServer, service, town, actor, time.GetUtcNow());
        var result = await work(uow);
        await uow.FlushAsync(time);
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var action in uow.AfterCommitActions)
        {
            action();
        }

        if (uow.Consumers.Count > 0 || uow.EarliestDue is not null)
        {
            Committed?.Invoke(new StoreSignal(uow.Consumers, uow.EarliestDue));
        }

        return result;
    }

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex GoLine();
}
