namespace Csirt.Platform.Database;

/// <summary>
/// Who may open a service's SQLite file. By default one process at a time: it may then take for left over whatever a process
/// that died had in hand, and resume at once. With <c>Database:Shared</c> several processes on the same machine may, each of
/// which says so; what one that died had in hand is free when its claim ends. The system lets go of the lock with the process.
/// </summary>
internal sealed class FileOwnership : IDisposable
{
    private readonly FileStream _lock;

    private FileOwnership(FileStream held) => _lock = held;

    /// <summary>Throws <see cref="StoreNotFitException"/> where another process is in the way.</summary>
    public static FileOwnership Take(string service, string databaseFile, bool shared)
    {
        var path = databaseFile + ".lock";
        try
        {
            return new FileOwnership(shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new StoreNotFitException(
                $"{service} のデータベース {databaseFile} は、別のプロセスが使用しています。同じ機械で複数のプロセスを並べる場合は、そのすべてに "
                + "Database:Shared=true を指定してください。複数の機械では SQL Server を使用してください。");
        }
    }

    public void Dispose() => _lock.Dispose();
}
