using System.Collections.Concurrent;
using Csirt.Directory.Towns;

namespace Csirt.Directory.Snapshots;

/// <summary>
/// Towns that this process was told to serve. A town of earlier days – the demo town, once the real one is set up – stays in
/// the database, but nobody signs in to it any more.
/// </summary>
internal sealed class ServedTowns
{
    private readonly ConcurrentDictionary<string, TownData> _towns = new();

    public IReadOnlyList<TownData> All => [.. _towns.Values.OrderBy(t => t.Code, StringComparer.Ordinal)];

    /// <summary>The town's code where it is served; the only town where <paramref name="town"/> is empty; else null.</summary>
    public string? Resolve(string? town) => string.IsNullOrEmpty(town)
        ? _towns.Count == 1 ? _towns.Keys.First() : null
        : _towns.ContainsKey(town) ? town : null;

    public bool Serves(string town) => _towns.ContainsKey(town);

    public bool RequiresSecondFactor(string town) => _towns.TryGetValue(town, out var served) && served.SecondFactorRequired;

    public void Serve(TownData town) => _towns[town.Code] = town;
}
