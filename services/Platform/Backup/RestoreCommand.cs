using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Audit.Verification;
using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>
/// Puts a backup into an empty folder: unpacked and checked beside it, and moved there only when everything is sound. Whatever
/// goes wrong, the folder is as it was.
/// </summary>
internal sealed class RestoreCommand : ICommand
{
    public string Name => "restore";

    public string Help =>
        """
        バックアップを空のフォルダに復元し、データベースと監査記録を検証する。異常があれば何も残さない。
        --from バックアップのファイル --Data:Directory=復元先（空であること） --passphrase-file パスフレーズのファイル
        --only=サービス  データフォルダにある1つのサービスのデータベースだけを、このバックアップの状態に戻す（止めてから。docs/operations.md）
        --accept-audit-faults=true 監査記録に異常があっても復元する  --Audit:AnchorFolder=外部の定点のフォルダ（使っている場合）
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        if (context.Settings["only"] is { Length: > 0 } service)
        {
            return await RestoreOneService.RunAsync(context, service);
        }

        var target = Path.GetFullPath(context.Demand("Data:Directory"));
        var from = context.Demand("from");
        var passphrase = Passphrase.Read(context);
        DemandEmpty(target);
        var aside = target.TrimEnd(Path.DirectorySeparatorChar) + ".restoring";
        try
        {
            var manifest = Unpack(from, passphrase, aside);
            await CheckAsync(context, manifest, aside);
            await RestoreMarks.DeclareAsync(context, aside);
            Directory.CreateDirectory(target);
            Directory.Delete(target);
            Directory.Move(aside, target);
            await context.Output.WriteLineAsync($"復元しました: {target}（{manifest.MadeAt.ToOffset(TimeSpan.FromHours(9)):yyyy-MM-dd HH:mm:ss} 時点、データベース {manifest.Databases.Count} 件）");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException($"復元できません: {e.Message} 何も復元していません。", e);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static void DemandEmpty(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new CommandException($"復元先 {target} は空ではありません。今のデータを消さないため、空のフォルダを指定してください。");
        }

        if (Directory.Exists(target + ".restoring"))
        {
            throw new CommandException($"{target}.restoring があります。別の復元が動いていなければ、削除してからやり直してください。");
        }
    }

    internal static Manifest Unpack(string from, string passphrase, string aside)
    {
        if (!File.Exists(from))
        {
            throw new CommandException($"バックアップのファイル {from} がありません。");
        }

        using var file = File.OpenRead(from);
        using var opened = new OpeningStream(file, passphrase);
        Directory.CreateDirectory(aside);
        using (var unpacked = new GZipStream(opened, CompressionMode.Decompress, leaveOpen: true))
        {
            TarFile.ExtractToDirectory(unpacked, aside, overwriteFiles: false);
        }

        // To the very end: only the last block proves that nothing was cut off.
        opened.CopyTo(Stream.Null);
        var manifest = Path.Combine(aside, Manifest.EntryName);
        var read = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(manifest), CsirtJson.Options)!;
        File.Delete(manifest);
        return read;
    }

    internal static async Task CheckAsync(CommandContext context, Manifest manifest, string aside)
    {
        foreach (var database in manifest.Databases)
        {
            await SqliteSnapshot.CheckAsync(Path.Combine(aside, "db", database));
        }

        if (manifest.Databases.Count == 0)
        {
            return;
        }

        var faults = await VerifyAudit.FaultsOfAsync(aside, context.Settings["Audit:AnchorFolder"] ?? Path.Combine(aside, "anchors"), manifest.MadeAt);
        foreach (var fault in faults)
        {
            await context.Output.WriteLineAsync($"[監査記録の異常] {fault.Where}: {fault.What}");
        }

        if (faults.Count > 0 && context.Settings["accept-audit-faults"] != "true")
        {
            throw new CommandException("バックアップの時点で監査記録に異常があります。何も復元していません。それでも復元するときは --accept-audit-faults=true を付けてください（上の表示を監査統括責任者に渡すこと）。");
        }
    }
}
