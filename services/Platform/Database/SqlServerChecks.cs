namespace Csirt.Platform.Database;

/// <summary>What a service makes sure of before it works on a SQL Server.</summary>
internal static class SqlServerChecks
{
    /// <summary>Held until the transaction ends.</summary>
    public const string OneAtATime = "EXEC sp_getapplock @Resource = 'csirt migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000";

    public const string Select =
        """
        SELECT is_read_committed_snapshot_on AS read_committed_snapshot, collation_name AS collation,
            CASE WHEN OBJECT_ID('schema_version') IS NULL THEN 0 ELSE 1 END AS has_versions,
            COALESCE(HAS_PERMS_BY_NAME('audit', 'OBJECT', 'UPDATE'), 0) + COALESCE(HAS_PERMS_BY_NAME('audit', 'OBJECT', 'DELETE'), 0) AS audit_rights
        FROM sys.databases WHERE name = DB_NAME()
        """;

    internal sealed class Found
    {
        public bool ReadCommittedSnapshot { get; init; }

        public required string Collation { get; init; }

        public bool HasVersions { get; init; }

        public int AuditRights { get; init; }

        /// <summary>Throws where the database must not be used as it is.</summary>
        public void Demand(string service, bool migratesItself)
        {
            if (!ReadCommittedSnapshot)
            {
                throw new StoreNotFitException(
                    $"{service} のデータベースで READ_COMMITTED_SNAPSHOT が無効です。ALTER DATABASE … SET READ_COMMITTED_SNAPSHOT ON を実行してください（infra/sqlserver/database.sql）。");
            }

            // Codes, ids and user names are compared as written, and lists are sorted by them: the same on both databases.
            if (!Collation.Contains("_BIN2", StringComparison.OrdinalIgnoreCase))
            {
                throw new StoreNotFitException(
                    $"{service} のデータベースの照合順序 {Collation} は使用できません。Latin1_General_100_BIN2_UTF8 で作成してください（infra/sqlserver/database.sql）。");
            }

            if (!migratesItself && AuditRights > 0)
            {
                throw new StoreNotFitException(
                    $"{service} の接続ユーザーは監査記録を書き換えられます。表の所有者とは別のユーザーで接続してください（infra/sqlserver/service.sql）。");
            }
        }
    }
}
