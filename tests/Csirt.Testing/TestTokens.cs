using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Csirt.Testing;

/// <summary>
/// Signs tokens like Directory, for tests of services that run without it. Register it as <see cref="ITokenKeys"/>, or start
/// <see cref="DirectoryStandIn"/> beside the service under test, which does.
/// </summary>
public sealed class TestTokens : ITokenKeys, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsaSecurityKey _signing;
    private readonly TimeProvider _time;

    /// <summary>With the clock of the process under test, where it has one of its own.</summary>
    public TestTokens(TimeProvider? time = null) => (_time, _signing) = (time ?? TimeProvider.System, new ECDsaSecurityKey(_key) { KeyId = "test" });

    /// <inheritdoc />
    public IEnumerable<SecurityKey> Current => [_signing];

    /// <summary>A token of a person who holds these roles; <see cref="Role.Staff"/> always. Valid for an hour, unless said otherwise.</summary>
    public string Mint(string personId, string town, IEnumerable<RoleHeld> roles, DateTimeOffset? expiresAt = null)
    {
        var expires = expiresAt ?? _time.GetUtcNow().AddHours(1);
        RoleHeld[] held = [new RoleHeld(Role.Staff, null), .. roles];
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenRules.Issuer,
            Audience = TokenRules.Audience,
            Subject = new ClaimsIdentity(
            [
                new Claim(Caller.Claims.Subject, personId),
                new Claim(Caller.Claims.Town, town),
                .. held.Distinct().Select(r => new Claim(Caller.Claims.Role, Caller.ClaimOf(r))),
            ]),
            NotBefore = expires.AddDays(-1).UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(_signing, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>A client that is signed in as a person of <see cref="TestDirectory"/>.</summary>
    public HttpClient ClientOf(CsirtProcess csirt, Person person, string town = TestDirectory.Town)
    {
        var client = csirt.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Mint(person.Id, town, person.Roles));
        return client;
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}
