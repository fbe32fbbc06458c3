using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.Json;
using Dapper;

namespace Csirt.Platform.Database;

/// <summary>Runs statements of one town on an open connection.</summary>
internal class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect, string town) : IReadSession
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Names = new();

    public string Town { get; } = town;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Sql sql, object? parameters = null) =>
        (await connection.QueryAsync<T>(TextOf(sql), Bind(parameters), transaction)).AsList();

    public Task<T?> QuerySingleAsync<T>(Sql sql, object? parameters = null) =>
        connection.QuerySingleOrDefaultAsync<T>(TextOf(sql), Bind(parameters), transaction);

    public Task<int> ExecuteAsync(Sql sql, object? parameters = null) =>
        connection.ExecuteAsync(TextOf(sql), Bind(parameters), transaction);

    private string TextOf(Sql sql) => dialect == Dialect.Sqlite ? sql.Sqlite : sql.SqlServer;

    private DynamicParameters Bind(object? parameters)
    {
        var bound = new DynamicParameters();
        if (parameters is not null)
        {
            foreach (var (name, property) in Names.GetOrAdd(parameters.GetType(), NamesOf))
            {
                bound.Add(name, property.GetValue(parameters));
            }
        }

        bound.Add("town", Town);
        return bound;
    }

    // SQLite tells @seq from @Seq, SQL Server does not: parameters are always camelCase, however the property was written.
    private static (string Name, PropertyInfo Property)[] NamesOf(Type type) =>
        [.. type.GetProperties().Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), p))];
}

/// <summary>Which text of a <see cref="Sql"/> is run.</summary>
internal enum Dialect
{
    Sqlite,
    SqlServer,
}
