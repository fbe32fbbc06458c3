using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Csirt.Platform.Files;
using Microsoft.Extensions.Configuration;

namespace Csirt.Platform.Reconciliation;

/// <summary>
/// The secret by which the services know the auditor. One file that every service of the installation can read:
/// <c>Auditor:KeyFile</c>, else <c>secrets/auditor.key</c> in the data folder, made at the first use. It opens
/// <see cref="Access.Act.Reconcile"/> alone: ids and versions.
/// </summary>
public sealed class AuditorKey(SecretFiles files, IConfiguration configuration)
{
    internal const string Id = "auditor";
    internal const string Subject = "key:auditor";
    private const int SecretBytes = 32;
    private readonly Lock _reading = new();
    private string? _secret;

    /// <summary>The whole key for a town, to be sent as <c>X-Api-Key</c>.</summary>
    public string For(string town) => $"csirt.{town}.{Id}.{Secret()}";

    internal bool Accepts(string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(Secret())));

    private string Secret()
    {
        lock (_reading)
        {
            return _secret ??= ReadOrMake(configuration["Auditor:KeyFile"] ?? files.PathOf("auditor.key"));
        }
    }

    private static string ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            SecretFiles.WriteOnce(path, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        }

        return File.ReadAllText(path).Trim();
    }
}
