using System.Text.Json.Nodes;
using Xunit;

namespace Csirt.ArchitectureTests.SupplyChain;

/// <summary>What others wrote: under which licences, and listed completely.</summary>
public sealed class SupplyChainTests
{
    [Fact]
    public void Every_package_has_a_licence_that_was_decided_on() =>
        Rule.HasNoBreach(
        [
            .. LockedPackage.All.Where(p => AllowedLicences.Listed.Of(p) is null).Select(p => $"{p.Id} {p.Version}: licence {p.Licence ?? "unknown"} is not in infra/licences.txt"),
            .. AllowedLicences.Listed.Left(LockedPackage.All).Select(id => $"infra/licences.txt lists {id}, which nothing uses"),
        ]);

    [Fact]
    public void A_licence_that_is_not_listed_is_refused()
    {
        var allowed = new AllowedLicences(["# comment", "licence MIT", "package Odd: LicenseRef-Odd, reason"]);
        Assert.Equal("MIT", allowed.Of(Package("Good", "MIT")));
        Assert.Equal("LicenseRef-Odd", allowed.Of(Package("Odd", "file")));
        Assert.Null(allowed.Of(Package("Bad", "AGPL-3.0-only")));
        Assert.Null(allowed.Of(Package("Silent", null)));
    }

    /// <summary>infra/sbom.sh names a file in <c>CSIRT_SBOM</c> and then checks it against the published schema.</summary>
    [Fact]
    public void The_bill_of_materials_lists_every_package_that_is_shipped_once()
    {
        var sbom = Sbom.Of(LockedPackage.All, AllowedLicences.Listed);
        var listed = sbom["components"]!.AsArray().Select(c => c!["purl"]!.GetValue<string>()).ToList();
        Assert.Equal(LockedPackage.All.Where(p => p.Shipped).Select(p => p.Purl), listed);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Contains(listed, purl => purl.StartsWith("pkg:nuget/Dapper@", StringComparison.Ordinal));
        Assert.DoesNotContain(listed, purl => purl.StartsWith("pkg:nuget/xunit", StringComparison.Ordinal));
        Assert.Subset(listed.ToHashSet(), sbom["dependencies"]!.AsArray().SelectMany(d => d!["dependsOn"]!.AsArray().Select(r => r!.GetValue<string>())).ToHashSet());
        if (Environment.GetEnvironmentVariable("CSIRT_SBOM") is { Length: > 0 } file)
        {
            File.WriteAllText(file, JsonNode.Parse(sbom.ToJsonString())!.ToString());
        }
    }

    private static LockedPackage Package(string id, string? licence) => new(id, "1.0.0", "hash", true, licence, []);
}
