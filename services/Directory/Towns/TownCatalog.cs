using Csirt.Platform.Hosting;

namespace Csirt.Directory.Towns;

/// <summary>
/// Which towns this installation serves. <c>Directory:Towns</c> lists them, separated by semicolons: names of shipped demo
/// towns or paths of folders. Where nothing is said: every folder below <c>towns</c> in the data folder; none there: the demo town.
/// </summary>
internal sealed class TownCatalog(IConfiguration configuration, DataDirectory data)
{
    public const string Setting = "Directory:Towns";
    private const string Demo = "demo-town";

    /// <summary>Reads and checks every town. Throws <see cref="TownDataException"/>.</summary>
    public IReadOnlyList<TownData> Read()
    {
        var towns = Sources().Select(TownReader.Read).ToList();
        if (towns.GroupBy(t => t.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new TownDataException($"団体コード {twice.Key} の団体データが2つあります。");
        }

        return towns;
    }

    private IEnumerable<TownSource> Sources()
    {
        if (configuration[Setting] is { Length: > 0 } listed)
        {
            return listed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Open);
        }

        var own = System.IO.Directory.GetDirectories(data.Folder("towns")).Order(StringComparer.Ordinal).ToList();
        return own.Count > 0 ? own.Select(path => TownSource.FromFolder(Path.GetFileName(path), path)) : [TownSource.Shipped(Demo)];
    }

    private static TownSource Open(string name) =>
        BuiltIn.Has($"{name}/{TownSource.Town}") ? TownSource.Shipped(name) : TownSource.FromFolder(name, Path.GetFullPath(name));
}
