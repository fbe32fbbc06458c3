using System.Security.Cryptography;
using System.Text;

namespace Csirt.Notification.Ledger;

/// <summary>
/// 確認番号: short enough to be said over the phone. The digits 1, 4 and 7 are left out (いち・しち・はち, し・しち are misheard),
/// and the last digit is a check digit over the seven that remain: one digit misheard or two neighbours swapped are noticed at once,
/// and don't count as a guess.
/// </summary>
internal static class ConfirmationCode
{
    /// <summary>Digits without the check digit; 117,649 numbers. Towns with very many open ones get longer ones.</summary>
    public const int ShortestPayload = 6;

    private const string Digits = "0235689";
    private const int LongestPayload = 10;

    /// <summary>A random one. The number of digits grows with the attempts that met a number in use.</summary>
    public static string New(int attempt)
    {
        var payload = RandomNumberGenerator.GetString(Digits, Math.Min(LongestPayload, ShortestPayload + (attempt / 4 * 2)));
        return payload + CheckDigit(payload);
    }

    /// <summary>As people read it: <c>206-3958</c>.</summary>
    public static string Readable(string code) => $"{code[..3]}-{code[3..]}";

    /// <summary>The number that was meant by what someone typed; null where it can't be one.</summary>
    public static string? Parse(string? typed)
    {
        if (typed is null || typed.Length > 64)
        {
            return null;
        }

        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !IsSeparator(c)));
        return code.Length is > ShortestPayload and <= LongestPayload + 1 && code.All(Digits.Contains) && CheckDigit(code[..^1]) == code[^1] ? code : null;
    }

    // Modulo a prime with a weight per place: none is 0, and neighbours differ, the check digit's own (-1, that is 6) included.
    private static char CheckDigit(string payload)
    {
        var sum = 0;
        for (var i = 0; i < payload.Length; i++)
        {
            sum += (((i + 1) % 6) + 1) * Digits.IndexOf(payload[i], StringComparison.Ordinal);
        }

        return Digits[sum % Digits.Length];
    }

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '-' or '‐' or '‑' or '–' or '—' or '―' or '−' or 'ー';
}
