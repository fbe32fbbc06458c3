using Csirt.Platform.Database;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// What the files say of a town (<c>town</c>), and every version of the directory that was ever in force
/// (<c>town_version</c>): who held which role on a day long past can still be told.
/// </summary>
internal static class TownTables
{
    public static Migration Migration { get; } = new(100, "towns and their versions", new Sql(
        """
        CREATE TABLE town (
            town TEXT PRIMARY KEY, version INTEGER NOT NULL, fingerprint TEXT NOT NULL, base TEXT NOT NULL, imported_at INTEGER NOT NULL) STRICT;
        CREATE TABLE town_version (
            town TEXT NOT NULL, version INTEGER NOT NULL, changed_at INTEGER NOT NULL, changed_by TEXT NOT NULL, reason TEXT NOT NULL,
            document TEXT NOT NULL, PRIMARY KEY (town, version)) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE town (
            town CHAR(6) PRIMARY KEY, version BIGINT NOT NULL, fingerprint CHAR(64) NOT NULL, base NVARCHAR(MAX) NOT NULL, imported_at BIGINT NOT NULL);
        CREATE TABLE town_version (
            town CHAR(6) NOT NULL, version BIGINT NOT NULL, changed_at BIGINT NOT NULL, changed_by VARCHAR(64) NOT NULL, reason VARCHAR(32) NOT NULL,
            document NVARCHAR(MAX) NOT NULL, PRIMARY KEY (town, version));
        """));
}
