using Xunit;

namespace Csirt.SqlTests;

internal static class Rule
{
    /// <summary>Fails with every breach on a line of its own.</summary>
    public static void HasNoBreach(IEnumerable<string> breaches)
    {
        var lines = breaches.Distinct().Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, lines));
        }
    }
}
