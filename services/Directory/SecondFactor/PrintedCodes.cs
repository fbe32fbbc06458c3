using System.Security.Cryptography;
using System.Text;

namespace Csirt.Directory.SecondFactor;

/// <summary>One-time codes on paper, for those without a phone (policy 4.4(2)): 50 bits each, only hashes are stored.</summary>
internal static class PrintedCodes
{
    private const int Sheet = 10;
    private const int Half = 5;

    // No l, 1, o, 0: they are read off paper.
    private const string Readable = "abcdefghijkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> MakeSheet() => [.. Enumerable.Range(0, Sheet).Select(_ => Make())];

    /// <summary>Typed with or without the hyphen, in any case.</summary>
    public static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", string.Empty, StringComparison.Ordinal).Trim().ToLowerInvariant())));

    private static string Make() => $"{RandomNumberGenerator.GetString(Readable, Half)}-{RandomNumberGenerator.GetString(Readable, Half)}";
}
