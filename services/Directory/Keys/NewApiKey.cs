using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Csirt.Contracts.Values;
using Csirt.Platform;

namespace Csirt.Directory.Keys;

/// <summary>A key about to be given out: <c>csirt.TOWN.ID.SECRET</c>. Only its hash will be stored.</summary>
internal sealed record NewApiKey(string Id, string Key, string Label, Channel Channel, string? ContactId, DateTimeOffset? ExpiresAt)
{
    private const int SecretBytes = 32;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));

    public static NewApiKey Make(string town, string label, Channel channel, string? contactId, DateTimeOffset? expiresAt, TimeProvider time)
    {
        var id = Ids.New(time);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return new NewApiKey(id, $"csirt.{town}.{id}.{secret}", label, channel, contactId, expiresAt);
    }
}
