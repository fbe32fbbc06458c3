using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Csirt.Contracts.Messages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csirt.Platform.Access;

/// <summary>Knows the keys that were given out; a service that takes keyed reports provides it from its directory copy.</summary>
public interface IApiKeys
{
    /// <summary>The key of that id in that town, or null.</summary>
    ApiKey? Find(string town, string keyId);
}

/// <summary>
/// <c>X-Api-Key: csirt.TOWN.KEYID.SECRET</c>. The whole key is hashed and compared; the secret itself is stored nowhere.
/// </summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TimeProvider time, IApiKeys? keys = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Request.Headers[Header].ToString();
        var parts = text.Split('.');
        if (parts is not ["csirt", var town, var keyId, _] || keys?.Find(town, keyId) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.Fail("unknown key"));
        }

        var given = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        if (!CryptographicOperations.FixedTimeEquals(given, Convert.FromHexString(key.Sha256)) || key.ExpiresAt <= time.GetUtcNow())
        {
            return Task.FromResult(AuthenticateResult.Fail("wrong or expired key"));
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(Caller.Claims.Subject, $"key:{key.Id}"),
                new Claim(Caller.Claims.Town, town),
                new Claim(Caller.Claims.Machine, key.Channel.ToString()),
            ],
            SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
