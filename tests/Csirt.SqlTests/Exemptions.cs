namespace Csirt.SqlTests;

/// <summary>exemptions.txt: which statement rightly breaks which rule, and why.</summary>
internal static class Exemptions
{
    public const string Town = "town";
    public const string Parameters = "parameters";
    public const string Wide = "wide";

    private static readonly Dictionary<(string Rule, string Statement), string> Reasons =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "exemptions.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => (Head: line.Split(": ", 2)[0].Split(' ', 2), Reason: line.Split(": ", 2).ElementAtOrDefault(1) ?? ""))
            .ToDictionary(e => (e.Head[0], e.Head[^1]), e => e.Reason);

    /// <summary>
    /// What is wrong: statements that break the rule and are not listed, and listed ones that don't break it or give no reason.
    /// </summary>
    public static IEnumerable<string> Check(string rule, IReadOnlyDictionary<string, string> breaches)
    {
        var listed = Reasons.Where(r => r.Key.Rule == rule).ToDictionary(r => r.Key.Statement, r => r.Value);
        return
        [
            .. breaches.Where(b => !listed.ContainsKey(b.Key)).Select(b => $"{b.Key} {b.Value}; mend it, or list it with its reason in exemptions.txt"),
            .. listed.Where(l => !breaches.ContainsKey(l.Key)).Select(l => $"exemptions.txt: {rule} {l.Key} is not needed"),
            .. listed.Where(l => l.Value.Length < 10).Select(l => $"exemptions.txt: {rule} {l.Key} has no reason"),
        ];
    }
}
