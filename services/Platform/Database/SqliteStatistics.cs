using Dapper;
using Microsoft.Data.Sqlite;

namespace Csirt.Platform.Database;

/// <summary>
/// Tells SQLite's planner what every table here looks like: many rows per town, few per anything after it. Without figures it
/// believes that a town has ten rows, prefers the primary key of a WITHOUT ROWID table to the index that fits, and reads a
/// whole town for one case. Measured figures (ANALYZE) would need tables that are full already.
/// </summary>
internal static class SqliteStatistics
{
    private const string Replace =
        """
        ANALYZE schema_version;
        DELETE FROM sqlite_stat1;
        INSERT INTO sqlite_stat1 (tbl, idx, stat)
        SELECT t.name,
               CASE WHEN i.origin = 'pk' AND t.wr THEN t.name ELSE i.name END,
               CASE WHEN i.partial THEN '1000' ELSE '1000000' END || (
                   SELECT group_concat(
                       CASE WHEN c.seqno = 0 AND c.name = 'town' THEN CASE WHEN i.partial THEN ' 100' ELSE ' 5000' END
                            WHEN i."unique" AND c.seqno = (SELECT MAX(seqno) FROM pragma_index_info(i.name)) THEN ' 1'
                            ELSE ' 20' END, '')
                   FROM pragma_index_info(i.name) c)
        FROM pragma_table_list t, pragma_index_list(t.name) i
        WHERE t.type = 'table' AND t.schema = 'main' AND t.name NOT LIKE 'sqlite_%';
        """;

    public static void Write(SqliteConnection connection, SqliteTransaction? transaction) => connection.Execute(Replace, transaction: transaction);

    /// <summary>A connection that is open already keeps the old picture until it is told.</summary>
    public static void Load(SqliteConnection connection) => connection.Execute("ANALYZE sqlite_schema");
}
