using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Csirt.Directory.Accounts;

/// <summary>Hashes, checks and makes passwords. Never call it inside a unit of work: it takes a tenth of a second on purpose.</summary>
internal static class Passwords
{
    private const int Iterations = 210_000;

    // No l, 1, o, 0: temporary passwords are read out and typed.
    private const string Readable = "abcdefghijkmnpqrstuvwxyz23456789";

    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private static readonly Lazy<string> Nobodys = new(() => Hash(Temporary()));

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Where there is no account, as much time passes: an answer doesn't tell which names exist.</summary>
    public static bool Verify(Account? account, string password) =>
        Hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? Nobodys.Value, password) != PasswordVerificationResult.Failed && account is not null;

    /// <summary>A temporary password: 80 bits, in groups of four.</summary>
    public static string Temporary() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Readable, 4)));
}
