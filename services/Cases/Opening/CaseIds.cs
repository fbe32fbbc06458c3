using System.Security.Cryptography;
using System.Text;

namespace Csirt.Cases.Opening;

/// <summary>
/// The id of the case that a report opens follows from the report: opened again after a restore, it is the case that the other
/// services know. It keeps the report's time in front, so that cases sort by age and indexes grow at one end.
/// </summary>
internal static class CaseIds
{
    private const int IdLength = 32;
    private const int TimeLength = 12;

    internal static string Of(string reportId)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"case:{reportId}")));
        var timed = reportId.Length == IdLength && reportId.All(char.IsAsciiHexDigitLower);
        return timed ? string.Concat(reportId.AsSpan(0, TimeLength), name.AsSpan(0, IdLength - TimeLength)) : name[..IdLength];
    }
}
