using System.Text;
using Csirt.Platform.Text;

namespace Csirt.Intake.Filing;

/// <summary>
/// Takes out what can't be seen and can only do harm (policy 6.3(8)): control characters, direction overrides, lone surrogates.
/// In free text also what was leaked itself (<see cref="LeakedValues"/>). Everything else stays as it was typed; whoever shows it must
/// escape it.
/// </summary>
internal static class CleanText
{
    /// <summary>Several lines; line ends become LF. Empty where nothing is left.</summary>
    public static string Lines(string? text) =>
        LeakedValues.Mask(Clean(text?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), r => r.Value is '\n' or '\t'));

    /// <summary>One line: line ends and tabs become spaces. Null where nothing is left.</summary>
    public static string? Line(string? text) =>
        Clean(text?.Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' '), _ => false) is { Length: > 0 } line ? line : null;

    private static string Clean(string? text, Predicate<Rune> keep)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (keep(rune) || !(Rune.IsControl(rune) || IsDirectionOverride(rune.Value)))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    private static bool IsDirectionOverride(int c) => c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;
}
