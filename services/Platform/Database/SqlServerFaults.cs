using Microsoft.Data.SqlClient;

namespace Csirt.Platform.Database;

/// <summary>Tells what SQL Server means by its error numbers.</summary>
internal static class SqlServerFaults
{
    // Deadlock victim, snapshot conflict, lock time-out, statement time-out; a server that restarts, fails over or is throttled.
    private static readonly HashSet<int> Passing =
        [1205, 3960, 1222, -2, 701, 1204, 3935, 4221, 8628, 8645, 8651, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920];

    // The connection broke or can't be made: name, network, login, database closed.
    private static readonly HashSet<int> Unreachable =
        [-1, 0, 2, 20, 26, 53, 64, 121, 233, 258, 1225, 10051, 10053, 10054, 10060, 10061, 10065, 11001, 4060, 18401, 18451, 18456, 18487, 18488, 6005];

    // No room, log full, read-only, offline or in recovery.
    private static readonly HashSet<int> Unable = [823, 824, 922, 923, 927, 942, 945, 976, 978, 983, 1101, 1105, 3906, 3908, 3930, 5145, 9001, 9002];

    private static readonly HashSet<int> Duplicate = [2601, 2627];

    /// <summary>
    /// Doing the whole unit of work again may well succeed. A duplicate key too: someone else wrote the row in between, and the
    /// second attempt sees it.
    /// </summary>
    public static bool IsWorthRepeating(SqlException e) => Has(e, Passing) || Has(e, Unreachable) || IsDuplicate(e);

    /// <summary>A unique key or a unique index refused the row: the same thing to us.</summary>
    public static bool IsDuplicate(SqlException e) => Has(e, Duplicate);

    /// <summary>It is the database that can't, not the statement that is wrong.</summary>
    public static bool IsOfTheStore(SqlException e) => Has(e, Passing) || Has(e, Unreachable) || Has(e, Unable);

    // One exception can carry several errors; the first is not always the telling one.
    private static bool Has(SqlException e, HashSet<int> numbers) => numbers.Contains(e.Number) || e.Errors.Cast<SqlError>().Any(error => numbers.Contains(error.Number));
}
