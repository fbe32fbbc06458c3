using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Csirt.Platform.Database;

/// <summary>Commands with typed parameters: compared as what the column is, so that its index serves, and planned once.</summary>
internal sealed class SqlServerStatements(SqlConnection connection, SqlTransaction? transaction, ColumnTypes types) : IStatements
{
    public DbCommand Take(Sql sql) => new SqlCommand(sql.SqlServer, connection, transaction);

    public void Bind(DbCommand command, Sql sql, string name, object value) =>
        ((SqlCommand)command).Parameters.Add(types.For(sql).Parameter(name, value));

    public void Return(DbCommand command) => command.Dispose();
}
