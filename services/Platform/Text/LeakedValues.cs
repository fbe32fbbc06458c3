using System.Text.RegularExpressions;

namespace Csirt.Platform.Text;

/// <summary>
/// Blots out what must never be kept: a free text that carries a My Number or a card number would make a second leak of the case.
/// Only numbers whose check digit is right are taken for one; what is left says that something was there. Nothing else is touched.
/// </summary>
public static partial class LeakedValues
{
    private const int MyNumberDigits = 12;

    /// <summary>The text without them; the same text where it has none.</summary>
    public static string Mask(string text) => Candidates().Replace(text, match => IsLeak(match.Value) ? Blot(match.Value) : match.Value);

    private static bool IsLeak(string found)
    {
        var digits = Digits(found);
        return digits.Length == MyNumberDigits ? IsMyNumber(digits) && !IsTimestamp(digits) : IsCard(digits);
    }

    private static string Blot(string found)
    {
        var digits = Digits(found);
        return $"［{digits.Length}桁の番号を伏せました：末尾{digits[^2]}{digits[^1]}］";
    }

    private static int[] Digits(string found) => [.. found.Where(char.IsDigit).Select(c => (int)char.GetNumericValue(c))];

    // 番号法施行令8条、個人番号の検査用数字を算出する算式 (総務省令).
    private static bool IsMyNumber(int[] digits)
    {
        var sum = 0;
        for (var n = 1; n <= 11; n++)
        {
            sum += digits[11 - n] * (n <= 6 ? n + 1 : n - 5);
        }

        var rest = sum % 11;
        return digits[11] == (rest <= 1 ? 0 : 11 - rest);
    }

    // 202611250930: logs are full of them.
    private static bool IsTimestamp(int[] digits) =>
        digits[0] * 10 + digits[1] is 19 or 20 && digits[4] * 10 + digits[5] is >= 1 and <= 12 && digits[6] * 10 + digits[7] is >= 1 and <= 31
        && digits[8] * 10 + digits[9] < 24 && digits[10] < 6;

    private static bool IsCard(int[] digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i];
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        }

        return sum % 10 == 0 && digits.Any(digit => digit != 0);
    }

    [GeneratedRegex(@"(?<![\dA-Za-z.\-])(?:\d{12}|\d{15,16}|\d{4}[-‐－ー 　]\d{4}[-‐－ー 　]\d{4}(?:[-‐－ー 　]\d{4})?)(?![\dA-Za-z.\-])")]
    private static partial Regex Candidates();
}
