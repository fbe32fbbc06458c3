namespace Csirt.Directory.Towns;

/// <summary>全国地方公共団体コード: prefecture (2 digits), municipality (3), check digit (1).</summary>
internal static class TownCode
{
    /// <summary>No prefecture has this number: codes below it are free for demo and test towns.</summary>
    public const string DemoPrefecture = "99";

    private static readonly int[] Weights = [6, 5, 4, 3, 2];

    /// <summary>Six digits with the right check digit, in a prefecture that exists (or the demo one).</summary>
    public static bool IsValid(string code) =>
        code.Length == 6
        && code.All(char.IsAsciiDigit)
        && (IsDemo(code) || string.CompareOrdinal(code[..2], "01") >= 0 && string.CompareOrdinal(code[..2], "47") <= 0)
        && code[5] - '0' == CheckDigit(code.AsSpan(0, 5));

    public static bool IsDemo(string code) => code.StartsWith(DemoPrefecture, StringComparison.Ordinal);

    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (digits[i] - '0');
        }

        return (11 - (sum % 11)) % 10;
    }
}
