using System.Buffers;
using System.Security.Cryptography;
using Csirt.Intake.Limits;
using Csirt.Platform;
using Csirt.Platform.Hosting;
using Csirt.Platform.Http;

namespace Csirt.Intake.Attachments;

/// <summary>What was received, whole and on disk.</summary>
/// <param name="Sha256">Its hash, by which it is kept.</param>
/// <param name="Size">Bytes.</param>
internal sealed record StoredFile(string Sha256, long Size);

/// <summary>
/// Attachments on disk, by town and hash. A file is written aside, synced, and only then takes its name: under a hash there is
/// the whole file or none. What a cut connection or a killed process left aside is removed.
/// </summary>
internal sealed class AttachmentFiles(DataDirectory data, IntakeLimits limits, TimeProvider time, ILogger<AttachmentFiles> log) : ILoadAtStart
{
    private const int BufferSize = 128 * 1024;

    public string PathOf(string town, string sha256) => Path.Combine(data.Folder("attachments", town, sha256[..2]), sha256);

    /// <summary>When a file was written (UTC); long ago where there is none.</summary>
    public DateTimeOffset WrittenAt(string town, string sha256) => File.GetLastWriteTimeUtc(PathOf(town, sha256));

    /// <summary>Removes a file, where it is there.</summary>
    public void Remove(string town, string sha256)
    {
        var path = PathOf(town, sha256);
        File.Delete(path);
        DurableFolder.Sync(Path.GetDirectoryName(path)!);
    }

    public async Task<StoredFile> StoreAsync(string town, Stream body, long largest, CancellationToken stop)
    {
        DemandDisk();
        var aside = Path.Combine(Aside, Ids.New(time));
        try
        {
            var stored = await WriteAsync(aside, body, largest, stop);
            var place = PathOf(town, stored.Sha256);
            File.Move(aside, place, overwrite: true);
            DurableFolder.Sync(Path.GetDirectoryName(place)!);
            return stored;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>Removes what earlier processes left aside. A file that a living one is writing is locked, and stays.</summary>
    public Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var left in Directory.EnumerateFiles(Aside))
        {
            try
            {
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(left);
                log.LogInformation("Removed an attachment that was never received whole");
            }
            catch (IOException)
            {
                // Another process of this service is receiving it.
            }
        }

        return Task.CompletedTask;
    }

    private string Aside => data.Folder("attachments", "incoming");

    private static async Task<StoredFile> WriteAsync(string path, Stream body, long largest, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            var size = 0L;
            for (int read; (read = await ReadAsync(body, buffer, stop)) > 0;)
            {
                size += read;
                if (size > largest)
                {
                    throw TooLarge(largest);
                }

                hash.AppendData(buffer, 0, read);
                await PutAsync(file, buffer.AsMemory(0, read), stop);
            }

            await PutAsync(file, default, stop, last: true);
            return new StoredFile(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken stop)
    {
        try
        {
            return await body.ReadAsync(buffer, stop);
        }
        catch (Exception e) when (e is IOException and not BadHttpRequestException)
        {
            throw new OperationCanceledException("The sender's connection was cut.", e, stop);
        }
    }

    private static async Task PutAsync(FileStream file, ReadOnlyMemory<byte> part, CancellationToken stop, bool last = false)
    {
        try
        {
            await file.WriteAsync(part, stop);
            if (last)
            {
                file.Flush(flushToDisk: true);
            }
        }
        catch (IOException e)
        {
            throw NotStored(e);
        }
    }

    private void DemandDisk()
    {
        if (new DriveInfo(Aside).AvailableFreeSpace < limits.FreeDiskKept)
        {
            log.LogError("Attachments are refused: less than {Kept} bytes are free on the disk", limits.FreeDiskKept);
            throw NotStored(null);
        }
    }

    public static ProblemException TooLarge(long largest) => new(
        StatusCodes.Status413PayloadTooLarge,
        "attachment_too_large",
        $"添付ファイルが大きすぎます。1件あたり{Readable(largest)}までです。報告は受け付けています。",
        new Dictionary<string, object?> { ["largest"] = largest });

    private static ProblemException NotStored(Exception? cause) => new(
        StatusCodes.Status503ServiceUnavailable,
        "attachment_not_stored",
        "ディスクの空きが足りないため、添付ファイルを保存できません。報告は受け付けています。ファイルは手元に残し、窓口に電話で知らせてください。",
        cause is null ? null : new Dictionary<string, object?> { ["cause"] = cause.GetType().Name });

    private static string Readable(long bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MiB " : $"{bytes} バイト";
}
