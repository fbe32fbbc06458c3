using System.Collections.Concurrent;
using Csirt.Contracts;
using Microsoft.Data.SqlClient;

namespace Csirt.Testing;

/// <summary>
/// The SQL Server that the specs run on where <c>CSIRT_TEST_SQLSERVER</c> holds an administrator's connection string: each data
/// folder gets a database per service, made as infra/sqlserver makes it, and dropped after.
/// </summary>
public static class TestSqlServer
{
    /// <summary>Environment variable with the connection string.</summary>
    public const string Variable = "CSIRT_TEST_SQLSERVER";

    /// <summary>Setting of a test that reaches into a SQLite file: it is about SQLite, whatever server is named.</summary>
    public static KeyValuePair<string, string?> OnSqlite { get; } = new("Database:Provider", "Sqlite");

    /// <summary>Services that have tables.</summary>
    public static IReadOnlyList<string> ServicesWithTables { get; } =
        [Topology.Services.Cases, Topology.Services.Directory, Topology.Services.Escalation, Topology.Services.Intake, Topology.Services.Notification];

    private static readonly ConcurrentDictionary<string, string> Prefixes = new();
    private static int _last;

    static TestSqlServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var folder in Prefixes.Keys)
        {
            DropAsync(folder).GetAwaiter().GetResult();
        }
    };

    /// <summary>
    /// Settings by which a process with this data folder works on the server; none where no server is named, or where the test
    /// itself says which database it is about.
    /// </summary>
    /// <param name="folder">Data folder: the same folder gets the same databases again.</param>
    /// <param name="services">Services of the process.</param>
    /// <param name="settings">What the test set.</param>
    public static async Task<IReadOnlyDictionary<string, string?>> SettingsAsync(string folder, IEnumerable<string> services, IReadOnlyDictionary<string, string?> settings)
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server) || settings.ContainsKey("Database:Provider"))
        {
            return new Dictionary<string, string?>();
        }

        var prefix = Prefixes.GetOrAdd(folder, _ => $"csirt_test_{Environment.ProcessId}_{Interlocked.Increment(ref _last)}");
        var chosen = new Dictionary<string, string?> { ["Database:Provider"] = "SqlServer" };
        foreach (var service in services.Intersect(ServicesWithTables))
        {
            var database = $"{prefix}_{service}";
            await RunAsync(server, CreateText(database));
            chosen[$"Database:{service}:ConnectionString"] = new SqlConnectionStringBuilder(server) { InitialCatalog = database }.ConnectionString;
        }

        return chosen;
    }

    /// <summary>Drops the databases of a data folder; nothing happens where it has none.</summary>
    public static async Task DropAsync(string folder)
    {
        if (Prefixes.TryRemove(folder, out var prefix) && Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server)
        {
            SqlConnection.ClearAllPools();
            foreach (var service in ServicesWithTables)
            {
                await RunAsync(server, DropText($"{prefix}_{service}"));
            }
        }
    }

    internal static string CreateText(string database) =>
        $"IF DB_ID('{database}') IS NULL BEGIN CREATE DATABASE [{database}] COLLATE Latin1_General_100_BIN2_UTF8; "
        + $"EXEC ('ALTER DATABASE [{database}] SET READ_COMMITTED_SNAPSHOT ON') END";

    internal static string DropText(string database) =>
        $"IF DB_ID('{database}') IS NOT NULL BEGIN EXEC ('ALTER DATABASE [{database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE'); DROP DATABASE [{database}]; END";

    private static async Task RunAsync(string server, string text)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(server) { InitialCatalog = "master" }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(text, connection);
        await command.ExecuteNonQueryAsync();
    }
}
