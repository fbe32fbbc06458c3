using Csirt.Contracts.Http.Reconciliation;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Csirt.Platform.Reconciliation;

/// <summary>
/// <c>/api/{service}/holdings</c>: what a service holds, by range, so that others can be held against it. Sums first, ids only
/// where they differ: a million cases cost a thousand lines, not a million.
/// </summary>
internal static class HoldingsApi
{
    private const int SmallestRange = 100;
    private const int LargestRange = 10_000;
    private const int MostRows = 5000;
    private const int MostBounds = 20_000;

    public static void Map(RouteGroupBuilder api, ServiceDatabase database, IEnumerable<HoldingSource> sources, TimeProvider time)
    {
        var byName = sources.ToDictionary(s => s.Name);
        HoldingSource Find(string name) => byName.GetValueOrDefault(name) ?? throw Problem.NotFound("照合の対象");

        api.MapGet("/holdings", (Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => StatusAsync(s, [.. byName.Keys], time.GetUtcNow()), stop)).Requires(Act.Reconcile);
        api.MapGet("/holdings/{name}", (string name, string? after, string? through, Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => RowsAsync(s, Find(name), after ?? string.Empty, through), stop)).Requires(Act.Reconcile);
        api.MapGet("/holdings/{name}/ranges", (string name, int? size, Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => HoldingRanges.OfSizeAsync(s, Find(name), Math.Clamp(size ?? 1000, SmallestRange, LargestRange)), stop)).Requires(Act.Reconcile);
        api.MapPost("/holdings/{name}/ranges", (string name, HoldingBounds bounds, Caller caller, CancellationToken stop) =>
            database.ReadAsync(caller.Town, s => HoldingRanges.OfBoundsAsync(s, Find(name), Checked(bounds)), stop)).Requires(Act.Reconcile);
    }

    private static async Task<ServiceHoldings> StatusAsync(IReadSession session, IReadOnlyList<string> names, DateTimeOffset now)
    {
        var backlog = await Backlog.ReadAsync(session, now);
        return new ServiceHoldings(backlog.OldestOutboxAt, backlog.OldestDueAt, names);
    }

    private static async Task<IReadOnlyList<Holding>> RowsAsync(IReadSession session, HoldingSource source, string after, string? through) =>
    [
        .. (await source.PageAsync(session, after, MostRows))
            .Where(row => through is null || string.CompareOrdinal(row.Id, through) <= 0)
            .Select(row => new Holding(row.Id, row.Version)),
    ];

    private static IReadOnlyList<string> Checked(HoldingBounds bounds)
    {
        var ascending = bounds.Bounds.Zip(bounds.Bounds.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);
        return ascending && bounds.Bounds.Count <= MostBounds
            ? bounds.Bounds
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["bounds"] = [$"範囲の終わりを昇順に、{MostBounds}件以内で指定してください。"] });
    }
}
