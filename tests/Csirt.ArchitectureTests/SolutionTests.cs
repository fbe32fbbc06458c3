using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Csirt.ArchitectureTests;

/// <summary>The build's own rules hold for every project and every file.</summary>
public sealed partial class SolutionTests
{
    private static readonly string[] Projects =
    [
        .. new[] { "contracts", "services", "tests" }
            .SelectMany(folder => System.IO.Directory.EnumerateFiles(Path.Combine(Solution.Root, folder), "*.csproj", SearchOption.AllDirectories)),
    ];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Solution.Root, "Csirt.sln")).Replace('\\', '/');
        Rule.HasNoBreach(Projects.Select(Solution.Relative).Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_project_goes_its_own_way_on_warnings_or_versions()
    {
        string[] central = ["NoWarn", "TreatWarningsAsErrors", "WarningLevel", "WarningsNotAsErrors", "Nullable", "AnalysisLevel", "RunAnalyzers", "NuGetAudit", "TargetFramework", "RestorePackagesWithLockFile"];
        var own = from project in Projects
                  from element in XDocument.Load(project).Descendants()
                  where central.Contains(element.Name.LocalName) || element.Attribute("VersionOverride") is not null || (element.Name == "PackageReference" && element.Attribute("Version") is not null)
                  select $"{Solution.Relative(project)}: {element}";
        Rule.HasNoBreach(own);
    }

    [Fact]
    public void Every_project_has_a_lock_file() =>
        Rule.HasNoBreach(Projects.Where(p => !File.Exists(Path.Combine(Path.GetDirectoryName(p)!, "packages.lock.json"))).Select(Solution.Relative));

    [Fact]
    public void A_warning_is_silenced_only_with_its_reason()
    {
        var silent = from project in Projects
                     from file in Solution.SourceFiles(Path.GetDirectoryName(project)!)
                     let lines = File.ReadAllLines(file)
                     from i in Enumerable.Range(0, lines.Length)
                     where Silences().IsMatch(lines[i]) && !lines[i].Contains("Justification", StringComparison.Ordinal)
                     where !lines[i].Contains("//", StringComparison.Ordinal) && (i == 0 || !lines[i - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
                     select $"{Solution.Relative(file)}:{i + 1}: say why, on the line or above it";
        Rule.HasNoBreach(silent);
    }

    [GeneratedRegex(@"^\s*(#pragma\s+warning\s+disable|\[.*SuppressMessage\()")]
    private static partial Regex Silences();
}
