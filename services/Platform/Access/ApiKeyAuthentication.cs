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
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TimeProvider time, Reconciliation.AuditorKey auditor, IApiKeys? keys = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var text = Request.Headers[Header].ToString();
        var parts = text.Split('.');
        if (parts is ["csirt", var audited, Reconciliation.AuditorKey.Id, var secret])
        {
            return Task.FromResult(auditor.Accepts(secret) ? Success(Reconciliation.AuditorKey.Subject, audited, "auditor") : AuthenticateResult.Fail("wrong key"));
        }

        if (parts is not ["csirt", var town, var keyId, _] || keys?.Find(town, keyId) is not { } key)
        {
            return Task.FromResult(AuthenticateResult.Fail("unknown key"));
        }

        var given = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        if (!CryptographicOperations.FixedTimeEquals(given, Convert.FromHexString(key.Sha256)) || key.ExpiresAt <= time.GetUtcNow())
        {
            return Task.FromResult(AuthenticateResult.Fail("wrong or expired key"));
        }

        return Task.FromResult(Success($"key:{key.Id}", town, key.Channel.ToString()));
    }

    private static AuthenticateResult Success(string subject, string town, string machine)
    {
        var identity = new ClaimsIdentity(
            [new Claim(Caller.Claims.Subject, subject), new Claim(Caller.Claims.Town, town), new Claim(Caller.Claims.Machine, machine)],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
