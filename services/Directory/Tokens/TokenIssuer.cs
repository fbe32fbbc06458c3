using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Directory.Tokens;

/// <summary>Signs tokens: short-lived, because roles change and a stolen one must soon be worthless.</summary>
internal sealed class TokenIssuer(SigningKeys keys, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public (string Token, DateTimeOffset ExpiresAt) Issue(string town, Person person, IEnumerable<RoleHeld> roles, string sessionId)
    {
        var now = time.GetUtcNow();
        var expires = now + Lifetime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenRules.Issuer,
            Audience = TokenRules.Audience,
            NotBefore = now.UtcDateTime,
            IssuedAt = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = keys.Signing,
            Claims = new Dictionary<string, object>
            {
                [Caller.Claims.Subject] = person.Id,
                [Caller.Claims.Town] = town,
                [Caller.Claims.Role] = roles.Select(Caller.ClaimOf).Distinct().ToArray(),
                [JwtRegisteredClaimNames.Sid] = sessionId,
                [JwtRegisteredClaimNames.Name] = person.Name,
            },
        });
        return (token, expires);
    }
}
