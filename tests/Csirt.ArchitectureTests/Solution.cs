using System.Reflection;
using System.Xml.Linq;

namespace Csirt.ArchitectureTests;

/// <summary>The solution as it lies on disk and as it was built.</summary>
internal static class Solution
{
    public const string Contracts = "Csirt.Contracts";
    public const string Platform = "Csirt.Platform";
    public const string AllInOne = "Csirt.AllInOne";

    public static string Root { get; } = FindRoot();

    /// <summary>Every service by its project, AllInOne left out: it alone may know them all.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. System.IO.Directory.GetDirectories(Path.Combine(Root, "services"))
            .Select(d => "Csirt." + Path.GetFileName(d))
            .Where(name => name is not (Platform or AllInOne))
            .Order(),
    ];

    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. new[] { Contracts, Platform, AllInOne }.Concat(Services).Select(Assembly.Load)];

    public static Assembly AssemblyOf(string name) => Assemblies.Single(a => a.GetName().Name == name);

    public static string FolderOf(string name) =>
        name == Contracts ? Path.Combine(Root, "contracts") : Path.Combine(Root, "services", name["Csirt.".Length..]);

    public static XDocument ProjectFileOf(string name) => XDocument.Load(Path.Combine(FolderOf(name), name + ".csproj"));

    /// <summary>C# files under a folder, build output left out.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static string Relative(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Csirt.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Csirt.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
