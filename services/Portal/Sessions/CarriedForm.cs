using System.Security.Cryptography;
using System.Text.Json;
using Csirt.Contracts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Csirt.Portal.Sessions;

/// <summary>A form that was sent when the session had ended: carried through the sign-in, so that nothing typed is lost.</summary>
/// <param name="Path">Where it was going, with its query.</param>
/// <param name="Fields">Name and value of every field, in order.</param>
/// <param name="HadFiles">Files were chosen: a page can't choose them again for the person.</param>
internal sealed record CarriedForm(string Path, IReadOnlyList<CarriedField> Fields, bool HadFiles);

/// <summary>A field of a carried form.</summary>
internal sealed record CarriedField(string Name, string Value);

/// <summary>Seals a form into one hidden field and opens it again.</summary>
internal sealed class FormCarrier(IDataProtectionProvider protection)
{
    public const string AntiforgeryField = "__RequestVerificationToken";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Csirt.Portal.CarriedForm.v1").ToTimeLimitedDataProtector();

    public string Seal(string path, IFormCollection form)
    {
        var fields = form.Where(f => f.Key != AntiforgeryField).SelectMany(f => f.Value.Select(v => new CarriedField(f.Key, v ?? string.Empty)));
        var carried = new CarriedForm(path, [.. fields], form.Files.Any(f => f.Length > 0));
        return WebEncoders.Base64UrlEncode(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(carried, CsirtJson.Options), Kept));
    }

    public CarriedForm? Open(string? seal)
    {
        if (string.IsNullOrEmpty(seal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<CarriedForm>(_protector.Unprotect(WebEncoders.Base64UrlDecode(seal)), CsirtJson.Options);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
