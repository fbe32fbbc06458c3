using System.Security.Cryptography;
using System.Text;
using Csirt.Notification.Ledger;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;

namespace Csirt.Notification.Acknowledging;

/// <summary>
/// The secret in an acknowledgement link. It is made from the notification's id with a key that lies outside the database, so
/// that a repeated mail carries the same link while the database holds its hash alone.
/// </summary>
internal sealed class LinkSecrets
{
    private const int KeyBytes = 32;
    private const int SecretBytes = 16;
    private readonly byte[] _key;

    public LinkSecrets(IConfiguration configuration, DataDirectory data)
        : this(LoadOrCreate(configuration["Notification:LinkKeyFile"] ?? Path.Combine(data.Folder("keys"), "acknowledgement-link.key")))
    {
    }

    internal LinkSecrets(byte[] key) => _key = key;

    /// <summary>The secret: the town's code, then 128 bits that can't be guessed.</summary>
    public string Of(string town, string notificationId)
    {
        var mac = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"acknowledge/{town}/{notificationId}"));
        return $"{town}-{Convert.ToHexStringLower(mac.AsSpan(0, SecretBytes))}";
    }

    /// <summary>The link to a notification's page; null where it was made with another key than at acceptance and would lead nowhere.</summary>
    public string? LinkOf(LedgerRow row, string linkBase)
    {
        var secret = Of(row.Town, row.Id);
        return Hash(secret) == row.SecretHash ? $"{linkBase}/acknowledge/{secret}" : null;
    }

    /// <summary>What the database keeps of it.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The town a secret speaks of; null where it can't be one of ours.</summary>
    public static string? TownOf(string secret) =>
        secret.Length == 6 + 1 + (SecretBytes * 2) && secret[6] == '-' && secret.AsSpan(0, 6).IndexOfAnyExceptInRange('0', '9') < 0 ? secret[..6] : null;

    private static byte[] LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            Create(file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes ? key : throw new InvalidOperationException($"受領確認リンクの鍵ファイル {file} が壊れています（{KeyBytes}バイトではありません）。");
    }

    // Written beside and renamed: a process that dies here leaves no half key; of two that start at once the first one's stays.
    private static void Create(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);
        var temporary = $"{file}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
        }

        FolderSync.Flush(folder);
    }
}
