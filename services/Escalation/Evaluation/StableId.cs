using System.Security.Cryptography;
using System.Text;

namespace Csirt.Escalation.Evaluation;

/// <summary>Ids that follow from what they name: the same duty or mail, worked out again, has the same id and is never doubled.</summary>
internal static class StableId
{
    /// <summary>32 hexadecimal digits.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // Each part with its length in front: no two different names run together.
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            name.Append(part.Length).Append(':').Append(part).Append(';');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString()))[..16]);
    }
}
