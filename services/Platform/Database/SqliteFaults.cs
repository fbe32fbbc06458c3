using Microsoft.Data.Sqlite;

namespace Csirt.Platform.Database;

/// <summary>Tells a database that can't work now from a statement that is wrong.</summary>
internal static class SqliteFaults
{
    // BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB
    private static readonly HashSet<int> Store = [5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26];

    public static bool IsOfTheStore(SqliteException e) => Store.Contains(e.SqliteErrorCode);
}
