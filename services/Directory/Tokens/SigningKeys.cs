using System.Globalization;
using System.Security.Cryptography;
using Csirt.Platform.Access;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Directory.Tokens;

/// <summary>
/// The keys that sign tokens: EC P-256, one PEM file each below <c>keys/tokens</c> in the data folder – not in the database, so
/// that a copy of it signs nothing. Made at the first start and again once a half-year; a new one is shown to the other services
/// for a while before it signs, old ones go on verifying.
/// </summary>
internal sealed class SigningKeys(DataDirectory data, TimeProvider time) : ITokenKeys, ILoadAtStart, IDisposable
{
    private const string NameForm = "yyyyMMdd'T'HHmmss'Z'";
    private const int Kept = 3;
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(180);
    private static readonly TimeSpan ShownBeforeUse = TimeSpan.FromMinutes(10);

    private IReadOnlyList<KeyFile> _keys = [];

    public IEnumerable<SecurityKey> Current => _keys.Select(k => k.Key);

    /// <summary>Public halves, for whoever verifies.</summary>
    public IReadOnlyList<ECDsaSecurityKey> Keys => [.. _keys.Select(k => k.Key)];

    /// <summary>The newest key that everyone has had time to see.</summary>
    public SigningCredentials Signing
    {
        get
        {
            var shown = time.GetUtcNow() - ShownBeforeUse;
            var key = _keys.LastOrDefault(k => k.CreatedAt <= shown) ?? _keys[0];
            return new SigningCredentials(key.Key, SecurityAlgorithms.EcdsaSha256);
        }
    }

    public Task LoadAsync(CancellationToken cancellationToken)
    {
        var folder = data.Folder("keys", "tokens");
        var files = System.IO.Directory.GetFiles(folder, "*.pem").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0 || time.GetUtcNow() - CreatedAt(files[^1]) > RenewedAfter)
        {
            files.Add(Make(folder, time.GetUtcNow()));
        }

        foreach (var old in files.SkipLast(Kept))
        {
            File.Delete(old);
        }

        _keys = [.. files.TakeLast(Kept).Select(Load)];
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Key.ECDsa.Dispose();
        }
    }

    private static string Make(string folder, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = Path.Combine(folder, now.UtcDateTime.ToString(NameForm, CultureInfo.InvariantCulture) + ".pem");
        SecretFiles.WriteWhole(path, key.ExportPkcs8PrivateKeyPem() + "\n");
        return path;
    }

    private static KeyFile Load(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        // The library's cache of signature providers is one for the whole process: it would outlive this key.
        var security = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        security.KeyId = Convert.ToHexStringLower(security.ComputeJwkThumbprint());
        return new KeyFile(CreatedAt(path), security);
    }

    private static DateTimeOffset CreatedAt(string path) => DateTimeOffset.ParseExact(
        Path.GetFileNameWithoutExtension(path), NameForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed record KeyFile(DateTimeOffset CreatedAt, ECDsaSecurityKey Key);
}
