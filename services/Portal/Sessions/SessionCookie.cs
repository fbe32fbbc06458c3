using System.Security.Cryptography;
using System.Text.Json;
using Csirt.Contracts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Csirt.Portal.Sessions;

/// <summary>The session as an encrypted cookie: out of reach of scripts, and of other sites' forms. Long ones go out in pieces.</summary>
internal sealed class SessionCookie(IDataProtectionProvider protection)
{
    private const string Name = "csirt_session";
    private readonly IDataProtector _protector = protection.CreateProtector("Csirt.Portal.Session.v1");
    private readonly ChunkingCookieManager _cookies = new();

    public Session? Read(HttpContext context)
    {
        if (_cookies.GetRequestCookie(context, Name) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Session>(_protector.Unprotect(WebEncoders.Base64UrlDecode(text)), CsirtJson.Options);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            // Not ours, or from before the keys changed: as if there were none, the person signs in again.
            return null;
        }
    }

    public void Write(HttpContext context, Session session)
    {
        var text = WebEncoders.Base64UrlEncode(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session, CsirtJson.Options)));
        _cookies.AppendResponseCookie(context, Name, text, Options(context));
    }

    public void Delete(HttpContext context) => _cookies.DeleteCookie(context, Name, Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
