using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>
/// Writes the whole data folder – databases, attachments, keys, written mail, anchors, the town's data – into one encrypted file,
/// while the services run (policy 6.1(2)).
/// </summary>
internal sealed class BackupCommand : ICommand
{
    /// <summary>In the data folder: when the last backup succeeded. Its age is a figure and an alarm.</summary>
    public const string LastFile = "last-backup.json";

    private const string WorkFolder = "backup-in-progress";
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] NotKept = ["db", WorkFolder, Path.Combine("attachments", "incoming"), Path.Combine("mail", "unfinished"), LastFile];

    public string Name => "backup";

    public string Help =>
        """
        データフォルダのすべて（データベース、添付、鍵、定点、書き出したメール）を、動いたまま1つの暗号化ファイルにする。
        --Data:Directory=データフォルダ --to 保存先のフォルダ --passphrase-file パスフレーズのファイル（データフォルダの外）
        """;

    public async Task<int> RunAsync(CommandContext context)
    {
        var data = Path.GetFullPath(context.Demand("Data:Directory"));
        var passphrase = Passphrase.Read(context);
        var target = Directory.CreateDirectory(context.Demand("to")).FullName;
        var databases = DatabasesOf(context, data);
        var started = context.Time.GetUtcNow();
        var file = Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"csirt-{started.ToOffset(TimeSpan.FromHours(9)):yyyyMMdd-HHmmss}.backup"));
        var work = Path.Combine(data, WorkFolder);
        try
        {
            var madeAt = await SnapshotAsync(databases, work, context.Time);
            Write(file, passphrase, data, work, new Manifest(madeAt, [.. databases.Select(d => Path.GetFileName(d)!)]));
        }
        catch (IOException e)
        {
            throw new CommandException($"バックアップを書き込めません: {e.Message}", e);
        }
        finally
        {
            File.Delete(file + ".part");
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }

        SecretFiles.WriteWhole(Path.Combine(data, LastFile), JsonSerializer.Serialize(new LastBackup(started, Path.GetFileName(file), new FileInfo(file).Length), CsirtJson.Options));
        await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"バックアップを作成しました: {file}（{new FileInfo(file).Length:N0} バイト、データベース {databases.Count} 件）"));
        return 0;
    }

    private static IReadOnlyList<string> DatabasesOf(CommandContext context, string data)
    {
        if (context.Settings["Database:Provider"] == "SqlServer")
        {
            return [];
        }

        var folder = Path.Combine(data, "db");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.db") : [];
        return files.Length > 0 ? [.. files.Order(StringComparer.Ordinal)] : throw new CommandException($"{folder} にデータベースがありません。--Data:Directory を確かめてください。");
    }

    // First the databases, then the files: an attachment is on disk before its row is committed, so every row finds its file.
    private static async Task<DateTimeOffset> SnapshotAsync(IReadOnlyList<string> databases, string work, TimeProvider time)
    {
        if (Directory.Exists(work))
        {
            Directory.Delete(work, recursive: true);
        }

        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(work) : Directory.CreateDirectory(work, OwnerFolder);
        await using var snapshot = await SqliteSnapshot.TakeAsync(databases, time);
        await snapshot.WriteAsync(work);
        return snapshot.At;
    }

    private static void Write(string file, string passphrase, string data, string work, Manifest manifest)
    {
        using (var stream = Create(file + ".part"))
        {
            using (var sealing = new SealingStream(stream, passphrase))
            {
                using (var packed = new GZipStream(sealing, CompressionLevel.Fastest, leaveOpen: true))
                using (var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
                {
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Manifest.EntryName) { DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, CsirtJson.Options)) });
                    Directory.GetFiles(work).ToList().ForEach(f => Add(tar, f, $"db/{Path.GetFileName(f)}"));
                    AddFolder(tar, data, data);
                }

                sealing.Finish();
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".part", file, overwrite: false);
        FolderSync.Flush(Path.GetDirectoryName(file)!);
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static void AddFolder(TarWriter tar, string folder, string root)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(root, path);
            if (NotKept.Contains(name) || new FileInfo(path).LinkTarget is not null)
            {
                continue;
            }

            if (Directory.Exists(path))
            {
                AddFolder(tar, path, root);
            }
            else
            {
                Add(tar, path, name.Replace(Path.DirectorySeparatorChar, '/'));
            }
        }
    }

    private static void Add(TarWriter tar, string path, string name)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var entry = new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content };
            if (!OperatingSystem.IsWindows())
            {
                entry.Mode = File.GetUnixFileMode(path);
            }

            tar.WriteEntry(entry);
        }
        catch (FileNotFoundException)
        {
            // Sent, moved or disposed of since the folder was listed: it is no longer part of the data.
        }
    }
}

/// <summary>The last backup that succeeded.</summary>
internal sealed record LastBackup(DateTimeOffset MadeAt, string File, long Size);
