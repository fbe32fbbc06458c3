using Csirt.Platform.Audit.Anchors;
using Csirt.Platform.Audit.Verification;
using Csirt.Platform.Hosting;
using Csirt.Platform.Hosting.Commands;
using Csirt.Platform.Messaging;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Backup;

/// <summary>
/// Says, signed, where the restored chains stand: rows beyond that, named by earlier anchors, went with the old data and were
/// not cut off by someone. Without this mark a database put back on the sly is found out by its anchors.
/// </summary>
internal static class RestoreMarks
{
    public static async Task DeclareAsync(CommandContext context, string data)
    {
        if (!Directory.Exists(Path.Combine(data, "db")))
        {
            return;
        }

        var settings = new ConfigurationBuilder().AddConfiguration(context.Settings)
            .AddInMemoryCollection([new("Data:Directory", data)]).Build();
        var directory = new DataDirectory(settings);
        using var key = new AnchorKey(directory, settings);
        var folder = new AnchorFolder(directory, settings);
        foreach (var open in AuditSource.Find(context with { Settings = settings }))
        {
            await using var source = await open();
            folder.Write(key.Sign(await MarkAsync(context, source, folder, key)), key);
        }
    }

    /// <summary>The same for the one database that is put into a data folder whose others stay.</summary>
    public static async Task DeclareAsync(CommandContext context, string data, string file)
    {
        var settings = new ConfigurationBuilder().AddConfiguration(context.Settings).AddInMemoryCollection([new("Data:Directory", data)]).Build();
        var directory = new DataDirectory(settings);
        using var key = new AnchorKey(directory, settings);
        var folder = new AnchorFolder(directory, settings);
        await using var source = await AuditSource.OpenSqliteAsync(file);
        folder.Write(key.Sign(await MarkAsync(context, source, folder, key)), key);
    }

    private static async Task<Anchor> MarkAsync(CommandContext context, AuditSource source, AnchorFolder folder, AnchorKey key)
    {
        var session = source.Read(Everywhere.Town);
        var inside = await AnchorTable.LastAsync(session);
        var outside = folder.Last(source.Service);
        var (number, previous) = inside is not null && inside.Number > (outside?.Number ?? 0)
            ? (inside.Number, inside.Fingerprint)
            : outside ?? (0, Anchor.NoPrevious);
        var now = context.Time.GetUtcNow();
        return new Anchor(source.Service, number + 1, DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), previous, AfterRestore: true, await AnchorTable.HeadsAsync(session), key.Id);
    }
}
