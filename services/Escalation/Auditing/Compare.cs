using Csirt.Contracts.Http.Reconciliation;

namespace Csirt.Escalation.Auditing;

/// <summary>Holds one service's ids and versions against another's: sums by range, rows only where the sums differ.</summary>
internal sealed class Compare(HoldingsClient client, string town)
{
    // A service that lost everything makes one alarm after another, not a million at once.
    private const int MostDifferences = 100;

    /// <summary>The differences, and through which subject the comparison came; null: to the end.</summary>
    public async Task<(IReadOnlyList<Seen> Seen, string? Through)> RunAsync(Comparison comparison, CancellationToken stop)
    {
        var here = await client.RangesAsync(town, comparison.Here, stop);
        var there = await client.RangesAsync(town, comparison.There, [.. here.Select(range => range.Through).OfType<string>()], stop);
        var seen = new List<Seen>();
        var after = string.Empty;
        foreach (var (one, other) in here.Zip(there))
        {
            if (one.Digest != other.Digest)
            {
                await RangeAsync(comparison, after, one.Through, seen, stop);
                if (seen.Count > MostDifferences)
                {
                    return (seen[..MostDifferences], seen[MostDifferences - 1].Subject);
                }
            }

            after = one.Through ?? after;
        }

        return (seen, null);
    }

    private async Task RangeAsync(Comparison comparison, string after, string? through, List<Seen> seen, CancellationToken stop)
    {
        while (seen.Count <= MostDifferences)
        {
            var here = await client.RowsAsync(town, comparison.Here, after, through, stop);
            var there = await client.RowsAsync(town, comparison.There, after, through, stop);
            // Each answers with a page: only as far as the shorter one reaches have both been read.
            var reached = Reached(here, there);
            seen.AddRange(Differences(Until(here, reached), Until(there, reached)));
            if (reached is null)
            {
                return;
            }

            after = reached;
        }
    }

    private const int Page = 5000;

    private static string? Reached(IReadOnlyList<Holding> here, IReadOnlyList<Holding> there) => (here.Count >= Page, there.Count >= Page) switch
    {
        (false, false) => null,
        (true, false) => here[^1].Id,
        (false, true) => there[^1].Id,
        _ => string.CompareOrdinal(here[^1].Id, there[^1].Id) < 0 ? here[^1].Id : there[^1].Id,
    };

    private static Dictionary<string, long> Until(IReadOnlyList<Holding> rows, string? reached) =>
        rows.Where(row => reached is null || string.CompareOrdinal(row.Id, reached) <= 0).ToDictionary(row => row.Id, row => row.Version);

    private static IEnumerable<Seen> Differences(Dictionary<string, long> here, Dictionary<string, long> there) =>
        here.Keys.Union(there.Keys).Order(StringComparer.Ordinal)
            .Select(id => new Seen(id, here.TryGetValue(id, out var one) ? one : null, there.TryGetValue(id, out var other) ? other : null))
            .Where(pair => pair.Here != pair.There);
}
