using System.Globalization;
using Csirt.Platform.Database;
using Csirt.Platform.Epochs;
using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>
/// Puts one service's database back, older than the others', and has the service begin a new epoch: what it has forgotten, the
/// others make good (docs/adr/0011). The database that was there is kept beside it. Files are left alone: they only grow.
/// </summary>
internal static class RestoreOneService
{
    private const string Replaced = "replaced";
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    public static async Task<int> RunAsync(CommandContext context, string service)
    {
        var data = Path.GetFullPath(context.Demand("Data:Directory"));
        var from = context.Demand("from");
        var passphrase = Passphrase.Read(context);
        var aside = data.TrimEnd(Path.DirectorySeparatorChar) + ".restoring";
        DemandStopped(data, service, aside);
        try
        {
            var manifest = RestoreCommand.Unpack(from, passphrase, aside);
            if (!manifest.Databases.Contains($"{service}.db"))
            {
                throw new CommandException($"このバックアップに「{service}」のデータベースはありません（{string.Join("、", manifest.Databases)}）。何も復元していません。");
            }

            await RestoreCommand.CheckAsync(context, manifest, aside);
            await BeginEpochCommand.RunAsync(context with { Arguments = [.. context.Arguments, $"--Data:Directory={aside}"] }, service);
            await RestoreMarks.DeclareAsync(context, data, Path.Combine(aside, "db", $"{service}.db"));
            var kept = Exchange(context, data, aside, service);
            await context.Output.WriteLineAsync($"復元しました: {service}（{manifest.MadeAt.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm:ss} 時点）。置き換えたデータベースは {kept} に残しています。");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException($"復元できません: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static void DemandStopped(string data, string service, string aside)
    {
        if (!Directory.Exists(Path.Combine(data, "db")))
        {
            throw new CommandException($"{data} はデータフォルダではありません。すべてを復元するときは --only を付けずに実行してください。");
        }

        if (Directory.Exists(aside))
        {
            throw new CommandException($"{aside} があります。別の復元が動いていなければ、削除してからやり直してください。");
        }

        try
        {
            FileOwnership.Take(service, Path.Combine(data, "db", $"{service}.db"), shared: false).Dispose();
        }
        catch (StoreNotFitException e)
        {
            throw new CommandException($"{service} が動いています。止めてから復元してください。", e);
        }
    }

    // The old one first: whatever happens in between, both are there.
    private static string Exchange(CommandContext context, string data, string aside, string service)
    {
        var at = context.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(9));
        var kept = Directory.CreateDirectory(Path.Combine(data, "db", Replaced, string.Create(CultureInfo.InvariantCulture, $"{service}-{at:yyyyMMdd-HHmmss}"))).FullName;
        Move(Path.Combine(data, "db"), kept, service);
        Move(Path.Combine(aside, "db"), Path.Combine(data, "db"), service);
        Files.FolderSync.Flush(Path.Combine(data, "db"));
        return kept;
    }

    private static void Move(string from, string to, string service)
    {
        foreach (var name in Suffixes.Select(suffix => $"{service}.db{suffix}").Where(name => File.Exists(Path.Combine(from, name))))
        {
            File.Move(Path.Combine(from, name), Path.Combine(to, name));
        }
    }
}
