using Csirt.Platform.Hosting.Commands;
using Microsoft.Data.Sqlite;

namespace Csirt.Platform.Backup;

/// <summary>
/// All SQLite files of a data folder as they stood at one and the same moment, while the services go on. For that moment every
/// file's writer is held back together, so that no message is on its way between two of them; then each is copied at leisure
/// from the view that was pinned.
/// </summary>
internal sealed class SqliteSnapshot : IAsyncDisposable
{
    private readonly List<(string Name, SqliteConnection Connection)> _pinned = [];

    /// <summary>The moment (UTC): no row of the copies is younger, and none that is younger is in them.</summary>
    public DateTimeOffset At { get; private set; }

    public static async Task<SqliteSnapshot> TakeAsync(IReadOnlyList<string> files, TimeProvider time)
    {
        var snapshot = new SqliteSnapshot();
        var writers = new List<SqliteConnection>();
        try
        {
            foreach (var file in files)
            {
                writers.Add(await OpenAsync(file, "BEGIN IMMEDIATE"));
            }

            snapshot.At = time.GetUtcNow();
            foreach (var file in files)
            {
                snapshot._pinned.Add((Path.GetFileName(file), await OpenAsync(file, "BEGIN; SELECT COUNT(*) FROM sqlite_schema")));
            }

            return snapshot;
        }
        catch (SqliteException e)
        {
            await snapshot.DisposeAsync();
            throw new CommandException($"データベースを読み取れません: {e.Message}", e);
        }
        finally
        {
            // Closing rolls back: nothing was written, the services go on.
            foreach (var writer in writers)
            {
                await writer.DisposeAsync();
            }
        }
    }

    /// <summary>Writes the copies into a folder, checked: a backup of a broken database is better noticed today.</summary>
    public async Task WriteAsync(string folder)
    {
        foreach (var (name, connection) in _pinned)
        {
            var path = Path.Combine(folder, name);
            await using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
            {
                await copy.OpenAsync();
                connection.BackupDatabase(copy);
            }

            await CheckAsync(path);
        }
    }

    /// <summary>Throws where SQLite's own check finds damage.</summary>
    public static async Task CheckAsync(string path)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            await connection.OpenAsync();
            await using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA integrity_check(1)";
            if (await check.ExecuteScalarAsync() is not "ok")
            {
                throw new CommandException($"データベース {Path.GetFileName(path)} が壊れています（integrity_check）。");
            }
        }
        catch (SqliteException e)
        {
            throw new CommandException($"データベース {Path.GetFileName(path)} が壊れています: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, connection) in _pinned)
        {
            await connection.DisposeAsync();
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, string begin)
    {
        // Patient: the services' writers hold the file for a few milliseconds at a time.
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 };
        var connection = new SqliteConnection(text.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two constants above.
        command.CommandText = begin;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
