using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Csirt.Directory.Accounts;

/// <summary>Hashes, checks and makes passwords. Never call it inside a unit of work: it takes a tenth of a second on purpose.</summary>
internal sealed class Passwords
{
    private const int Iterations = 210_000;

    // No l, 1, o, 0: temporary passwords are read out and typed.
    private const string Readable = "abcdefghijkmnpqrstuvwxyz23456789";

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly string _nobodys;

    public Passwords() => _nobodys = Hash(Temporary());

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Where there is no account, as much time passes: an answer doesn't tell which names exist.</summary>
    public bool Verify(Account? account, string password) =>
        _hasher.VerifyHashedPassword(null!, account?.PasswordHash ?? _nobodys, password) != PasswordVerificationResult.Failed && account is not null;

    /// <summary>A temporary password: 80 bits, in groups of four.</summary>
    public static string Temporary() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Readable, 4)));
}
