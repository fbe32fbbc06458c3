using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Csirt.Platform.Database;

/// <summary>A connection that keeps its commands: each statement is compiled once, not at every use.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IStatements, IAsyncDisposable
{
    // By reference: an Sql is a constant, and comparing long texts would cost more than it saves.
    private readonly Dictionary<Sql, SqliteCommand> _free = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SqliteCommand, Sql> _taken = [];

    public SqliteConnection Connection => connection;

    /// <summary>Transaction of whatever runs now.</summary>
    public SqliteTransaction? Transaction { get; set; }

    public DbCommand Take(Sql sql)
    {
        if (!_free.Remove(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql.Sqlite;
        }

        command.Transaction = Transaction;
        _taken.Add(command, sql);
        return command;
    }

    public void Bind(DbCommand command, Sql sql, string name, object value) => ((SqliteCommand)command).Parameters.AddWithValue(name, value);

    public void Return(DbCommand command)
    {
        var used = (SqliteCommand)command;
        used.Parameters.Clear();
        used.Transaction = null;
        if (!_taken.Remove(used, out var sql) || !_free.TryAdd(sql, used))
        {
            used.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _free.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }
}
