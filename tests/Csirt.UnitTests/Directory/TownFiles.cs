using Csirt.Directory.Towns;

namespace Csirt.UnitTests.Directory;

/// <summary>The shipped demo town with something changed, as its keeper would change it.</summary>
internal static class TownFiles
{
    public static TownSource Demo { get; } = TownSource.Shipped("demo-town");

    public static TownSource With(string file, Func<string, string> change)
    {
        var changed = change(Demo.Files[file]);
        return changed != Demo.Files[file]
            ? Demo with { Files = new Dictionary<string, string>(Demo.Files) { [file] = changed } }
            : throw new InvalidOperationException($"{file} did not change.");
    }

    public static TownSource Replacing(string file, string old, string replacement) => With(file, text => text.Replace(old, replacement, StringComparison.Ordinal));
}
