using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Csirt.Directory.SecondFactor;

/// <summary>Time-based one-time passwords (RFC 6238, SHA-1, 30 seconds, six digits): what every authenticator and hardware token speaks.</summary>
internal static class Totp
{
    private const int SecretBytes = 20;
    private const int Tolerance = 1;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The step whose code this is, near <paramref name="now"/> and after <paramref name="lastUsed"/>: a code works once. Null where it is none.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now, long lastUsed)
    {
        var current = now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        for (var step = current - Tolerance; step <= current + Tolerance; step++)
        {
            if (step > lastUsed && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(secret, step)), System.Text.Encoding.ASCII.GetBytes(code)))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The code that is shown at a moment.</summary>
    public static string CodeAt(byte[] secret, DateTimeOffset moment) => CodeOf(secret, moment.ToUnixTimeSeconds() / (long)Step.TotalSeconds);

    /// <summary>RFC 4648 base 32, as authenticators take it.</summary>
    public static string ToBase32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(b => Convert.ToString(b, 2).PadLeft(8, '0')));
        return string.Concat(bits.Chunk(5).Select(c => Base32[Convert.ToInt32(new string(c).PadRight(5, '0'), 2)]));
    }

    // SHA-1 is what the RFC's tokens compute; HMAC with it is sound.
#pragma warning disable CA5350
    private static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var at = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
#pragma warning restore CA5350
}
