using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Dapper;

namespace Csirt.Platform.Database;

/// <summary>Runs statements of one town on an open connection. Dapper makes rows of what comes back.</summary>
internal class Session(IStatements statements, string town) : IReadSession
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Names = new();

    public string Town { get; } = town;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(Sql sql, object? parameters = null)
    {
        var command = Prepare(sql, parameters);
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            return await ReadAsync<T>(reader);
        }
        finally
        {
            statements.Return(command);
        }
    }

    public async Task<T?> QuerySingleAsync<T>(Sql sql, object? parameters = null) => await QueryAsync<T>(sql, parameters) switch
    {
        [] => default,
        [var only] => only,
        var rows => throw new InvalidOperationException($"One row was expected, not {rows.Count}."),
    };

    public async Task<int> ExecuteAsync(Sql sql, object? parameters = null)
    {
        var command = Prepare(sql, parameters);
        try
        {
            return await command.ExecuteNonQueryAsync();
        }
        finally
        {
            statements.Return(command);
        }
    }

    private DbCommand Prepare(Sql sql, object? parameters)
    {
        var command = statements.Take(sql);
        if (parameters is not null)
        {
            foreach (var (name, property) in Names.GetOrAdd(parameters.GetType(), NamesOf))
            {
                statements.Bind(command, sql, name, Plain(property.GetValue(parameters)));
            }
        }

        statements.Bind(command, sql, "@town", Town);
        return command;
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(DbDataReader reader)
    {
        var rows = new List<T>();
        Func<DbDataReader, object>? read = null;
        while (await reader.ReadAsync())
        {
            read ??= reader.GetRowParser(typeof(T));
            rows.Add(Of<T>(read(reader)));
        }

        // A fault after the first rows shows only when the rest is read.
        while (await reader.NextResultAsync())
        {
        }

        return rows;
    }

    // COUNT(*) is an INT in one database and a BIGINT in the other.
    private static T Of<T>(object? value) => value switch
    {
        null => default!,
        T fits => fits,
        _ => (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
    };

    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        Enum code => Convert.ToInt64(code, CultureInfo.InvariantCulture),
        _ => value,
    };

    // SQLite tells @seq from @Seq, SQL Server does not: parameters are always camelCase, however the property was written.
    private static (string Name, PropertyInfo Property)[] NamesOf(Type type) =>
        [.. type.GetProperties().Select(p => ($"@{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}", p))];
}

/// <summary>Commands of one connection, in its dialect.</summary>
internal interface IStatements
{
    /// <summary>A command without parameters, in the present transaction.</summary>
    DbCommand Take(Sql sql);

    /// <param name="command">Command that was taken.</param>
    /// <param name="sql">Its statement.</param>
    /// <param name="name">Name with its <c>@</c>.</param>
    /// <param name="value">A plain value, or DBNull.</param>
    void Bind(DbCommand command, Sql sql, string name, object value);

    /// <summary>It has run, and its rows are read.</summary>
    void Return(DbCommand command);
}

/// <summary>Which text of a <see cref="Sql"/> is run.</summary>
internal enum Dialect
{
    Sqlite,
    SqlServer,
}
