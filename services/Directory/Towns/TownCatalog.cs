using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, Func<TownSource>> _ofTown = new();

    /// <summary>Reads and checks every town. Throws <see cref="TownDataException"/>.</summary>
    public IReadOnlyList<TownData> Read()
    {
        var towns = Sources().Select(open => (Open: open, Data: TownReader.Read(open()))).ToList();
        if (towns.GroupBy(t => t.Data.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new TownDataException($"団体コード {twice.Key} の団体データが2つあります。");
        }

        towns.ForEach(town => _ofTown[town.Data.Code] = town.Open);
        return [.. towns.Select(town => town.Data)];
    }

    /// <summary>
    /// Reads one town's files anew, and no other's: a mistake in those is nothing to it. Null where it is not served, or its files
    /// speak of another town now. Throws <see cref="TownDataException"/>.
    /// </summary>
    public TownData? ReadAgain(string town) =>
        _ofTown.TryGetValue(town, out var open) && TownReader.Read(open()) is { } data && data.Code == town ? data : null;

    private IEnumerable<Func<TownSource>> Sources()
    {
        if (configuration[Setting] is { Length: > 0 } listed)
        {
            return listed.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => (Func<TownSource>)(() => Open(name)));
        }

        var own = System.IO.Directory.GetDirectories(data.Folder("towns")).Order(StringComparer.Ordinal).ToList();
        return own.Count > 0 ? own.Select(path => (Func<TownSource>)(() => TownSource.FromFolder(Path.GetFileName(path), path))) : [() => TownSource.Shipped(Demo)];
    }

    private static TownSource Open(string name) =>
        BuiltIn.Has($"{name}/{TownSource.Town}") ? TownSource.Shipped(name) : TownSource.FromFolder(name, Path.GetFullPath(name));
}
