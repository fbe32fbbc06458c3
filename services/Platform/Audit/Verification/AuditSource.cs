using System.Data.Common;
using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Database;
using Csirt.Platform.Hosting;
using Csirt.Platform.Hosting.Commands;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Csirt.Platform.Audit.Verification;

/// <summary>The audit records of one service, opened for reading alone; the service need not run.</summary>
internal sealed class AuditSource(string service, Dialect dialect, DbConnection connection, IStatements statements) : IAsyncDisposable
{
    private static readonly ColumnTypes Types = new([AuditChain.Table, AnchorTable.Table]);

    public string Service => service;

    public Dialect Dialect => dialect;

    private DbConnection Connection => connection;

    public IReadSession Read(string town) => new Session(statements, town);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Those that the settings lead to: the files of the data folder, or each service's connection.</summary>
    public static IEnumerable<Func<Task<AuditSource>>> Find(CommandContext context) => (context.Settings["Database:Provider"] ?? "Sqlite") == "SqlServer"
        ? context.Modules.Where(HasDatabase).Select(m => (Func<Task<AuditSource>>)(() => OpenSqlServerAsync(context, m.Name)))
        : Files(context.Demand("Data:Directory")).Select(file => (Func<Task<AuditSource>>)(() => OpenSqliteAsync(file)));

    /// <summary>Database files of a data folder; at least one.</summary>
    public static IEnumerable<string> Files(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "db");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db") : [];
        return files.Length > 0
            ? files.Order(StringComparer.Ordinal)
            : throw new CommandException($"{Path.GetFullPath(folder)} にデータベースがありません。--Data:Directory にデータフォルダを指定してください。");
    }

    /// <summary>Opens one of them.</summary>
    public static Task<AuditSource> OpenSqliteAsync(string file)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        return OpenAsync(new AuditSource(Path.GetFileNameWithoutExtension(file), Dialect.Sqlite, connection, new SqliteStatements(connection)));
    }

    private static Task<AuditSource> OpenSqlServerAsync(CommandContext context, string service)
    {
        var text = context.Settings[$"Database:{service}:ConnectionString"] ?? context.Settings["Database:ConnectionString"]
            ?? throw new CommandException($"Database:{service}:ConnectionString が設定されていません。");
        var connection = new SqlConnection(text);
        return OpenAsync(new AuditSource(service, Dialect.SqlServer, connection, new SqlServerStatements(connection, null, Types)));
    }

    private static async Task<AuditSource> OpenAsync(AuditSource source)
    {
        try
        {
            await source.Connection.OpenAsync();
            return source;
        }
        catch (DbException e)
        {
            await source.DisposeAsync();
            throw new CommandException($"{source.Service} のデータベースを開けません: {e.Message}", e);
        }
    }

    private static bool HasDatabase(IServiceModule module) =>
        module.GetType().BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(ServiceModule<>);
}
