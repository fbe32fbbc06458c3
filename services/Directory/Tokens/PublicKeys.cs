using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Directory.Tokens;

/// <summary><c>GET /api/directory/keys</c>: the public halves (RFC 7517), open to anyone.</summary>
internal static class PublicKeys
{
    public static PublicKeySet Of(SigningKeys keys) => new([.. keys.Keys.Select(PublicKey)]);

    private static PublicKeyEntry PublicKey(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKeyEntry("EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), key.KeyId, "sig", SecurityAlgorithms.EcdsaSha256);
    }

    internal sealed record PublicKeySet(IReadOnlyList<PublicKeyEntry> Keys);

    internal sealed record PublicKeyEntry(
        [property: JsonPropertyName("kty")] string Kty,
        [property: JsonPropertyName("crv")] string Crv,
        [property: JsonPropertyName("x")] string X,
        [property: JsonPropertyName("y")] string Y,
        [property: JsonPropertyName("kid")] string Kid,
        [property: JsonPropertyName("use")] string Use,
        [property: JsonPropertyName("alg")] string Alg);
}
