namespace Csirt.Platform.Backup;

/// <summary>First entry of a backup: what must be in it.</summary>
/// <param name="MadeAt">Moment of the databases' snapshot (UTC).</param>
/// <param name="Databases">Files below <c>db</c>; none where the databases are on SQL Server, which backs them up itself.</param>
internal sealed record Manifest(DateTimeOffset MadeAt, IReadOnlyList<string> Databases)
{
    public const string EntryName = "csirt-backup.json";
}
