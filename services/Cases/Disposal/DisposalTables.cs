using Csirt.Platform.Database;

namespace Csirt.Cases.Disposal;

/// <summary>Tables of retention and disposal (docs/adr/0024).</summary>
internal static class DisposalTables
{
    internal static Migration Migration { get; } = new(150, "retention and disposal", new Sql(
        """
        CREATE TABLE retention_copy (town TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL) STRICT;
        CREATE TABLE case_hold (town TEXT NOT NULL, case_id TEXT NOT NULL, PRIMARY KEY (town, case_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE disposal_reason (town TEXT NOT NULL, case_id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (town, case_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX case_file_disposal ON case_file (town, stage_at, id, stage) WHERE ended = 1;
        CREATE INDEX case_tombstone_disposed ON case_tombstone (town, disposed_at, case_id);
        """,
        """
        CREATE TABLE retention_copy (town CHAR(6) PRIMARY KEY, version BIGINT NOT NULL, document NVARCHAR(MAX) NOT NULL);
        CREATE TABLE case_hold (town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, PRIMARY KEY (town, case_id));
        CREATE TABLE disposal_reason (town CHAR(6) NOT NULL, case_id CHAR(32) NOT NULL, reason NVARCHAR(MAX) NOT NULL, PRIMARY KEY (town, case_id));
        CREATE INDEX case_file_disposal ON case_file (town, stage_at, id, stage) WHERE ended = 1;
        CREATE INDEX case_tombstone_disposed ON case_tombstone (town, disposed_at, case_id);
        """));
}
