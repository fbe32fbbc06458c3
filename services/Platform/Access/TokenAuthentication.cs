using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Platform.Access;

/// <summary>Public keys with which Directory's tokens are verified.</summary>
public interface ITokenKeys
{
    /// <summary>Every key that is valid now.</summary>
    IEnumerable<SecurityKey> Current { get; }
}

/// <summary>What Directory puts into tokens and everyone checks.</summary>
public static class TokenRules
{
    /// <summary>Issuer.</summary>
    public const string Issuer = "csirt-directory";

    /// <summary>Audience.</summary>
    public const string Audience = "csirt";
}

internal static class TokenAuthentication
{
    private const string Either = "TokenOrKey";

    public static void AddCsirtAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey(ApiKeyAuthentication.Header) ? ApiKeyAuthentication.SchemeName : JwtBearerDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<ITokenKeys, TimeProvider>((o, keys, time) =>
        {
            o.MapInboundClaims = false;
            o.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = TokenRules.Issuer,
                ValidAudience = TokenRules.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeyResolver = (_, _, kid, _) => keys.Current.Where(k => k.KeyId == kid),
                LifetimeValidator = (notBefore, expires, _, _) => expires > time.GetUtcNow().UtcDateTime && notBefore <= time.GetUtcNow().UtcDateTime.AddSeconds(30),
                NameClaimType = Caller.Claims.Subject,
                RoleClaimType = Caller.Claims.Role,
            };
        });
    }
}
