using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Statistics;

/// <summary>Counts and lengths of time, from the cases one by one.</summary>
internal static class CaseCounts
{
    private const int Months = 12;

    internal static CaseFigures Of(IReadOnlyList<CountedCase> cases)
    {
        var months = new int[Months];
        foreach (var counted in cases)
        {
            months[counted.Month]++;
        }

        var kinds = cases.GroupBy(c => c.Kind).Select(OfKind).OrderBy(k => k.Kind is null).ThenByDescending(k => k.Cases).ThenBy(k => k.Kind);
        return new CaseFigures(cases.Count, cases.Count(c => c.UntilEnd is not null), cases.Count(c => c.Overdue), months, OfStages(cases), [.. kinds]);
    }

    private static KindFigures OfKind(IGrouping<string?, CountedCase> cases)
    {
        var (ended, median, longest) = Spread(cases.Select(c => c.UntilEnd));
        var kind = cases.Key is null ? (IncidentKind?)null : CaseRow.Parse<IncidentKind>(cases.Key);
        return new KindFigures(kind, cases.Count(), cases.Count(c => c.Severity >= (int)Severity.High), ended, median, longest, OfStages([.. cases]));
    }

    private static IReadOnlyList<StageFigures> OfStages(IReadOnlyList<CountedCase> cases) =>
    [
        .. from stage in StageTimes.Counted
           let spread = Spread(cases.Select(c => c.InStages.TryGetValue(stage, out var spent) ? spent : (TimeSpan?)null))
           select new StageFigures(stage, spread.Count, spread.Median, spread.Longest),
    ];

    private static (int Count, double? Median, double? Longest) Spread(IEnumerable<TimeSpan?> spans)
    {
        var hours = spans.OfType<TimeSpan>().Select(span => span.TotalHours).Order().ToList();
        return hours.Count == 0 ? (0, null, null) : (hours.Count, (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2, hours[^1]);
    }
}
