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
/// for a while before it signs, old ones go on verifying. Several processes share the folder: each looks into it once a minute, so
/// that it knows a key of another's long before that signs with it.
/// </summary>
internal sealed class SigningKeys(DataDirectory data, TimeProvider time, ILogger<SigningKeys> log) : ITokenKeys, ILoadAtStart, IDisposable
{
    private const string NameForm = "yyyyMMdd'T'HHmmss'Z'";
    private const int Kept = 3;
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(180);
    private static readonly TimeSpan ShownBeforeUse = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookedAtEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _looking = new();
    private readonly Dictionary<string, KeyFile> _loaded = [];
    private IReadOnlyList<KeyFile> _keys = [];
    private DateTimeOffset _lookedAt;

    public IEnumerable<SecurityKey> Current => Keys;

    /// <summary>Public halves, for whoever verifies.</summary>
    public IReadOnlyList<ECDsaSecurityKey> Keys => [.. Files().Select(k => k.Key)];

    /// <summary>The newest key that everyone has had time to see.</summary>
    public SigningCredentials Signing
    {
        get
        {
            var shown = time.GetUtcNow() - ShownBeforeUse;
            var keys = Files();
            var key = keys.LastOrDefault(k => k.CreatedAt <= shown) ?? keys[0];
            return new SigningCredentials(key.Key, SecurityAlgorithms.EcdsaSha256);
        }
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using (await FolderTurn.TakeAsync(Folder, time, cancellationToken))
        {
            var paths = Paths();
            if (paths.Count == 0 || time.GetUtcNow() - CreatedAt(paths[^1]) > RenewedAfter)
            {
                Make(time.GetUtcNow());
            }

            foreach (var old in Paths().SkipLast(Kept))
            {
                File.Delete(old);
            }
        }

        lock (_looking)
        {
            Look();
        }
    }

    public void Dispose()
    {
        foreach (var key in _loaded.Values)
        {
            key.Key.ECDsa.Dispose();
        }
    }

    private string Folder => data.Folder("keys", "tokens");

    private List<string> Paths() => [.. System.IO.Directory.GetFiles(Folder, "*.pem").Order(StringComparer.Ordinal)];

    private IReadOnlyList<KeyFile> Files()
    {
        lock (_looking)
        {
            if ((time.GetUtcNow() - _lookedAt).Duration() > LookedAtEvery)
            {
                LookAgain();
            }

            return _keys;
        }
    }

    private void LookAgain()
    {
        try
        {
            Look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            log.LogWarning(e, "The folder of the signing keys can't be read now; the keys known so far stay in use");
        }
    }

    private void Look()
    {
        _lookedAt = time.GetUtcNow();
        var keys = new List<KeyFile>();
        foreach (var path in Paths().TakeLast(Kept))
        {
            if (!_loaded.TryGetValue(path, out var key))
            {
                _loaded.Add(path, key = Load(path));
            }

            keys.Add(key);
        }

        _keys = keys.Count > 0 ? keys : _keys;
    }

    private void Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = Path.Combine(Folder, now.UtcDateTime.ToString(NameForm, CultureInfo.InvariantCulture) + ".pem");
        SecretFiles.WriteWhole(path, key.ExportPkcs8PrivateKeyPem() + "\n");
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
