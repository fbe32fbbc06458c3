using System.Text.Json;
using System.Xml.Linq;

namespace Csirt.ArchitectureTests.SupplyChain;

/// <summary>A package that the lock files pin.</summary>
/// <param name="Id">Id.</param>
/// <param name="Version">Version.</param>
/// <param name="ContentHash">Hash of its content, as the lock file holds it.</param>
/// <param name="Shipped">Whether a service needs it; else only tests or the build do.</param>
/// <param name="Licence">SPDX expression from its manifest; <c>file</c> where it brings a text instead; null where it says nothing.</param>
/// <param name="DependsOn">Ids of the packages it needs.</param>
internal sealed record LockedPackage(string Id, string Version, string ContentHash, bool Shipped, string? Licence, IReadOnlyList<string> DependsOn)
{
    private static readonly string[] Folders = ["contracts", "services", "tests"];

    private static readonly string Cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Every package of every lock file, once.</summary>
    public static IReadOnlyList<LockedPackage> All { get; } =
    [
        .. Files().SelectMany(Read)
            .GroupBy(p => (p.Id, p.Version))
            .Select(g => g.First() with { Shipped = g.Any(p => p.Shipped), DependsOn = [.. g.SelectMany(p => p.DependsOn).Distinct().Order(StringComparer.Ordinal)] })
            .OrderBy(p => p.Id, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Version, StringComparer.Ordinal),
    ];

    public string Purl => $"pkg:nuget/{Id}@{Version}";

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(Solution.Root, folder), "packages.lock.json", SearchOption.AllDirectories));

    private static IEnumerable<LockedPackage> Read(string file)
    {
        var shipped = !Solution.Relative(file).StartsWith("tests", StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. from framework in document.RootElement.GetProperty("dependencies").EnumerateObject()
                   from package in framework.Value.EnumerateObject()
                   where package.Value.GetProperty("type").GetString() != "Project"
                   select Of(package.Name, package.Value, shipped)];
    }

    private static LockedPackage Of(string id, JsonElement locked, bool shipped)
    {
        var version = locked.GetProperty("resolved").GetString()!;
        IReadOnlyList<string> needs = locked.TryGetProperty("dependencies", out var dependencies) ? [.. dependencies.EnumerateObject().Select(d => d.Name)] : [];
        return new(id, version, locked.GetProperty("contentHash").GetString()!, shipped && id != "Microsoft.CodeAnalysis.BannedApiAnalyzers", LicenceOf(id, version), needs);
    }

    private static string? LicenceOf(string id, string version)
    {
        var manifest = Path.Combine(Cache, id.ToLowerInvariant(), version.ToLowerInvariant(), id.ToLowerInvariant() + ".nuspec");
        var licence = XDocument.Load(manifest).Descendants().FirstOrDefault(e => e.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value : licence is null ? null : "file";
    }
}
