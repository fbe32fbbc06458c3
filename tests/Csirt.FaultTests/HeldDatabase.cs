using Csirt.Testing;
using Microsoft.Data.Sqlite;

namespace Csirt.FaultTests;

/// <summary>A service's database that someone else holds: it can be read, and nobody else can commit, until it is let go of.</summary>
internal sealed class HeldDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private HeldDatabase(SqliteConnection connection) => _connection = connection;

    public static HeldDatabase Of(DistributedTown town, string service)
    {
        var connection = new SqliteConnection($"Data Source={town.DatabaseOf(service)};Pooling=False;Default Timeout=20");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return new HeldDatabase(connection);
    }

    /// <summary>Nothing was written: closing rolls back.</summary>
    public void Dispose() => _connection.Dispose();
}
