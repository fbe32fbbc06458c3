using System.Globalization;
using System.Text;
using Csirt.Intake.Filing;

namespace Csirt.Intake.Attachments;

/// <summary>
/// Makes a name safe to save under, on whatever system: no folders, no control characters or direction overrides, none of
/// Windows' device names, not too long. The file itself is stored by its hash: the name never becomes a path here.
/// </summary>
internal static class AttachmentName
{
    public const string Nameless = "添付ファイル";
    private const int Longest = 120;
    private const int LongestExtension = 16;
    private const int LongestShown = 300;
    private const string Forbidden = "<>:\"|?*";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The name to save under.</summary>
    public static string Safe(string? given)
    {
        var line = CleanText.Line(given) ?? string.Empty;
        var last = line[(line.LastIndexOfAny(['/', '\\', '／', '＼']) + 1)..];
        var name = new string([.. last.Where(c => !Forbidden.Contains(c))]).Trim(' ', '.', '\u3000');
        name = Shorten(name);
        var stem = name.Split('.')[0].TrimEnd();
        return name.Length == 0 ? Nameless : Devices.Contains(stem) ? $"_{name}" : name;
    }

    /// <summary>The name as it was given, for reading; null where it is the safe one.</summary>
    public static string? Shown(string? given, string safe)
    {
        var line = CleanText.Line(given);
        return line is null || line == safe ? null : Cut(line, LongestShown);
    }

    private static string Shorten(string name)
    {
        if (name.Length <= Longest)
        {
            return name;
        }

        var extension = Path.GetExtension(name);
        extension = extension.Length <= LongestExtension ? extension : string.Empty;
        return Cut(name[..^extension.Length], Longest - extension.Length).TrimEnd(' ', '.') + extension;
    }

    // Never through the middle of what a reader sees as one character.
    private static string Cut(string text, int longest)
    {
        var cut = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && cut.Length + elements.GetTextElement().Length <= longest)
        {
            cut.Append(elements.GetTextElement());
        }

        return cut.ToString();
    }
}
