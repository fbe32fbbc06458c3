using System.Globalization;
using Csirt.Cases.Storage;
using Csirt.Platform.Http;

namespace Csirt.Cases.Detail;

/// <summary>Place in a timeline: version and line, <c>12-0</c>.</summary>
internal static class TimelineCursor
{
    internal static (long Version, int Line) Read(string? after)
    {
        if (after is null)
        {
            return (long.MaxValue, 0);
        }

        var parts = after.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (version, line)
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置の指定が正しくありません。"] });
    }

    internal static string Write(TimelineRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Version}-{row.Line}");
}
