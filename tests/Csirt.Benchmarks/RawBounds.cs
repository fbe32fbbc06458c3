using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Csirt.Benchmarks;

/// <summary>What this machine's disk gives, measured with nothing of ours in between.</summary>
internal sealed record RawBounds(double CommitsPerSecond, double FileSyncsPerSecond)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(3);

    public static RawBounds Measure(string folder) => new(Commits(folder), Files(folder));

    /// <summary>One insert per transaction, WAL, synchronous=FULL.</summary>
    private static double Commits(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)");
        var body = new string('x', 500);
        return PerSecond(() =>
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO t (text) VALUES (@text)";
            command.Parameters.AddWithValue("@text", body);
            command.ExecuteNonQuery();
            transaction.Commit();
        });
    }

    /// <summary>A mail-sized file, written and flushed to disk.</summary>
    private static double Files(string folder)
    {
        var files = System.IO.Directory.CreateDirectory(Path.Combine(folder, "raw")).FullName;
        var body = new byte[2000];
        var number = 0;
        return PerSecond(() =>
        {
            using var file = new FileStream(Path.Combine(files, $"{number++}.eml"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            file.Write(body);
            file.Flush(flushToDisk: true);
        });
    }

    private static double PerSecond(Action once)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(started) < Span)
        {
            once();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
