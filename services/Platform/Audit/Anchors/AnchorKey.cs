using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Files;
using Csirt.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Audit.Anchors;

/// <summary>
/// The key that signs anchors: EC P-256, a PEM file of its own – not in the database, so that whoever can rewrite a chain can't
/// sign it too. <c>Audit:AnchorKey</c> names the file; else <c>keys/audit-anchor.pem</c> of the data folder, made where it is missing.
/// </summary>
internal sealed class AnchorKey(DataDirectory data, IConfiguration configuration) : IDisposable
{
    private readonly Lazy<ECDsa> _key = new(() => LoadOrCreate(configuration["Audit:AnchorKey"] ?? PathIn(data.Folder("keys"))));

    public string Id => IdOf(_key.Value);

    public string PublicPem => _key.Value.ExportSubjectPublicKeyInfoPem() + "\n";

    public static string PathIn(string keysFolder) => Path.Combine(keysFolder, "audit-anchor.pem");

    /// <summary>First 64 bits of the public key's SHA-256, in four groups.</summary>
    public static string IdOf(ECDsa key) => Anchor.Short(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));

    public SignedAnchor Sign(Anchor anchor) => new(
        anchor,
        // DER, so that openssl checks it too: docs/operations.md.
        Convert.ToBase64String(_key.Value.SignData(Encoding.UTF8.GetBytes(anchor.Text()), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));

    public static bool Verifies(ECDsa publicKey, SignedAnchor signed)
    {
        var signature = new byte[signed.Signature.Length];
        return Convert.TryFromBase64String(signed.Signature, signature, out var length)
            && publicKey.VerifyData(Encoding.UTF8.GetBytes(signed.Anchor.Text()), signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    private static ECDsa LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFiles.WriteOnce(path, fresh.ExportPkcs8PrivateKeyPem() + "\n");
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }
}
