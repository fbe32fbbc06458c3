using System.Globalization;
using System.Text;
using Csirt.Platform.Database;
using Csirt.Platform.Files;
using Csirt.Platform.Replicas;
using Sheet = Csirt.Contracts.Http.Cases.PaperPack;

namespace Csirt.Cases.PaperPack;

/// <summary>Writes the packs that are due, outside any transaction: each file whole or not at all, the last days kept. What can't be written is tried again and stands on the board.</summary>
internal sealed class PaperPackWriter(
    Database<CasesModule> database, DirectoryCopies<CasesModule> directories, PaperSettings settings, PaperPackSignal signal, TimeProvider time, ILogger<PaperPackWriter> log) : BackgroundService
{
    public const string FolderNotWritable = "folder_not_writable";
    public const string Failed = "failed";
    private const string Actor = "service:cases";
    private const string Everyone = "*";
    private const string Latest = "latest";
    private const string Prefix = "csirt-paper-";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var due in await database.ReadAsync(Everyone, session => PaperPackTable.WaitingAsync(session, time.GetUtcNow()), stoppingToken))
                {
                    await WriteAsync(due.Town, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // A loop that ends would be a silent loss; the rows wait.
                log.LogError(e, "The paper packs can't be looked after now");
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await signal.Wake.WaitAsync(Poll, stoppingToken);
        }
    }

    private async Task WriteAsync(string town, CancellationToken stop)
    {
        if (directories.Find(town) is not { } directory)
        {
            return;
        }

        try
        {
            var pack = await database.ReadAsync(town, session => PaperContent.ReadAsync(session, directory, time.GetUtcNow()), stop);
            Write(settings.FolderOf(town), pack);
            await database.WriteAsync(
                town,
                Actor,
                async uow =>
                {
                    await PaperPackTable.MadeAsync(uow, pack.AsOf);
                    uow.Audit("paper_pack.written", $"town/{town}", new { cases = pack.Cases.Count, pack.Withheld });
                },
                stop);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StoreUnavailableException)
        {
            log.LogError(e, "The paper pack of town {Town} can't be written", town);
            var error = e is IOException or UnauthorizedAccessException ? FolderNotWritable : Failed;
            await database.WriteAsync(town, Actor, uow => PaperPackTable.FailedAsync(uow, error, uow.Now + Pause), stop);
        }
    }

    private void Write(string folder, Sheet pack)
    {
        Directory.CreateDirectory(folder);
        var day = DateOnly.FromDateTime(pack.AsOf.ToOffset(TimeSpan.FromHours(9)).DateTime);
        foreach (var (kind, text) in new[] { ("html", PaperHtml.Of(pack)), ("txt", PaperText.Of(pack)) })
        {
            Replace(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day:yyyy-MM-dd}.{kind}")), text);
            Replace(Path.Combine(folder, $"{Prefix}{Latest}.{kind}"), text);
        }

        foreach (var old in Directory.GetFiles(folder, $"{Prefix}*").Where(file => IsOlderThan(file, day.AddDays(-settings.KeepDays))))
        {
            File.Delete(old);
        }

        FolderSync.Flush(folder);
    }

    private static bool IsOlderThan(string file, DateOnly day) =>
        DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var made) && made <= day;

    // Written beside and renamed: whoever prints at that moment gets the old one or the new one, never half of it.
    private static void Replace(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        var unfinished = file + ".unfinished";
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
