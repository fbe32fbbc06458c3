using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>
/// Beginning of a sealed file: what is needed, beside the passphrase, to get at its key. The content follows in blocks of
/// AES-256-GCM, each under a nonce of prefix, number and a mark on the last one: blocks can't be changed, left out, moved or
/// cut off unnoticed.
/// </summary>
internal sealed class SealHeader
{
    public const int BlockSize = 1024 * 1024;
    public const int TagSize = 16;
    private const int Iterations = 600_000;
    private const int SaltSize = 16;
    private const int PrefixSize = 7;
    private const int CheckSize = 8;
    private const int KeySize = 32;
    private static readonly byte[] Magic = "CSIRTBK1"u8.ToArray();

    private readonly byte[] _prefix;
    private readonly byte[] _key;

    private SealHeader(byte[] bytes, byte[] prefix, byte[] key) => (Bytes, _prefix, _key) = (bytes, prefix, key);

    public static int Size => Magic.Length + SaltSize + PrefixSize + CheckSize;

    /// <summary>As it stands in the file; every block is bound to it.</summary>
    public byte[] Bytes { get; }

    public AesGcm Cipher() => new(_key, TagSize);

    public byte[] Nonce(uint number, bool last)
    {
        var nonce = new byte[PrefixSize + 5];
        _prefix.CopyTo(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(PrefixSize), number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    public static SealHeader New(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var prefix = RandomNumberGenerator.GetBytes(PrefixSize);
        var (key, check) = Derive(passphrase, salt);
        return new SealHeader([.. Magic, .. salt, .. prefix, .. check], prefix, key);
    }

    /// <summary>Reads it; a <see cref="CommandException"/> tells a wrong passphrase from a file that is no backup.</summary>
    public static SealHeader Read(Stream file, string passphrase)
    {
        var bytes = new byte[Size];
        if (file.ReadAtLeast(bytes, Size, throwOnEndOfStream: false) < Size || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new CommandException("バックアップのファイルではありません（先頭が違います）。");
        }

        var rest = bytes.AsSpan(Magic.Length);
        var (key, check) = Derive(passphrase, rest[..SaltSize]);
        return CryptographicOperations.FixedTimeEquals(check, rest[^CheckSize..])
            ? new SealHeader(bytes, rest.Slice(SaltSize, PrefixSize).ToArray(), key)
            : throw new CommandException("パスフレーズが違います（またはファイルの先頭が壊れています）。");
    }

    private static (byte[] Key, byte[] Check) Derive(string passphrase, ReadOnlySpan<byte> salt)
    {
        var derived = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, Iterations, HashAlgorithmName.SHA512, KeySize + CheckSize);
        return (derived[..KeySize], derived[KeySize..]);
    }
}
