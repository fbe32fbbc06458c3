namespace Csirt.ArchitectureTests.SupplyChain;

/// <summary>infra/licences.txt.</summary>
internal sealed class AllowedLicences
{
    private readonly HashSet<string> _expressions = [];
    private readonly Dictionary<string, string> _packages = [];

    public AllowedLicences(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line.StartsWith("licence ", StringComparison.Ordinal))
            {
                _expressions.Add(line["licence ".Length..]);
            }
            else
            {
                var parts = line["package ".Length..].Split(": ", 2);
                _packages.Add(parts[0], parts[1].Split(',')[0]);
            }
        }
    }

    public static AllowedLicences Listed { get; } = new(File.ReadAllLines(Path.Combine(Solution.Root, "infra", "licences.txt")));

    /// <summary>The licence that counts; null where nothing allows it.</summary>
    public string? Of(LockedPackage package) =>
        _packages.TryGetValue(package.Id, out var own) ? own : package.Licence is { } licence && _expressions.Contains(licence) ? licence : null;

    /// <summary>Packages that are listed by name but used no more.</summary>
    public IEnumerable<string> Left(IEnumerable<LockedPackage> used) => _packages.Keys.Except(used.Select(p => p.Id));
}
