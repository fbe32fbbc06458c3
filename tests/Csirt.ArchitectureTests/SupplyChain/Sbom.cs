using System.Text.Json.Nodes;

namespace Csirt.ArchitectureTests.SupplyChain;

/// <summary>The bill of materials of what is shipped, in CycloneDX 1.5, from the lock files.</summary>
internal static class Sbom
{
    public static JsonObject Of(IReadOnlyList<LockedPackage> packages, AllowedLicences licences)
    {
        var shipped = packages.Where(p => p.Shipped).ToList();
        var newest = shipped.GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.Last(), StringComparer.OrdinalIgnoreCase);
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.5",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["bom-ref"] = "csirt", ["name"] = "Csirt" } },
            ["components"] = new JsonArray([.. shipped.Select(p => Component(p, licences.Of(p)))]),
            ["dependencies"] = new JsonArray([.. shipped.Select(p => Needs(p, newest))]),
        };
    }

    private static JsonObject Component(LockedPackage package, string? licence) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = package.Purl,
        ["name"] = package.Id,
        ["version"] = package.Version,
        ["purl"] = package.Purl,
        // A name of our own for a text (LicenseRef-…) is a name in CycloneDX, not an SPDX expression.
        ["licenses"] = new JsonArray(licence is null || licence.StartsWith("LicenseRef", StringComparison.Ordinal)
            ? new JsonObject { ["license"] = new JsonObject { ["name"] = licence ?? "unknown" } }
            : new JsonObject { ["expression"] = licence }),
        ["properties"] = new JsonArray(new JsonObject { ["name"] = "nuget:contentHash", ["value"] = package.ContentHash }),
    };

    private static JsonObject Needs(LockedPackage package, Dictionary<string, LockedPackage> known) => new()
    {
        ["ref"] = package.Purl,
        ["dependsOn"] = new JsonArray([.. package.DependsOn.Where(known.ContainsKey).Select(id => JsonValue.Create(known[id].Purl))]),
    };
}
