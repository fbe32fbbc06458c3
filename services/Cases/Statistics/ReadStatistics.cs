using Csirt.Cases.Board;
using Csirt.Cases.Opening;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Cases.Statistics;

/// <summary>GET /api/cases/statistics: a fiscal year in figures, drills apart (policy 5.2(3)).</summary>
internal sealed class ReadStatistics(Database<CasesModule> database, TimeProvider time)
{
    private const int FirstYear = 2000;
    private const int LastYear = 9000;
    private const int April = 4;
    private const int Months = 12;
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    private static readonly Sql Opened = Query(BoardReach.SqliteVisible, BoardReach.SqlServerVisible);

    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapGet("/statistics", ([FromQuery(Name = "fiscal_year")] int? fiscalYear, Caller caller, ReadStatistics statistics, CancellationToken stop) => statistics.OfAsync(fiscalYear, caller, stop))
            .Requires(Act.ListCases);

    // Both values of ended are named, so that the index on it serves.
    private static Sql Query(string sqlite, string sqlServer)
    {
        const string Columns =
            """
            SELECT f.opened_at, f.stage_at, f.ended, f.kind, f.severity, f.drill, f.limit_at
            FROM case_file f WHERE f.town = @town AND f.ended IN (0, 1) AND f.opened_at >= @from AND f.opened_at < @until AND
            """;
        return new Sql($"{Columns} {sqlite}", $"{Columns} {sqlServer}") { Types = "@me VARCHAR(64), @from BIGINT, @until BIGINT" };
    }

    private async Task<CaseStatistics> OfAsync([FromQuery(Name = "fiscal_year")] int? fiscalYear, Caller caller, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var year = fiscalYear ?? CaseNumber.FiscalYearOf(now);
        if (year is < FirstYear or > LastYear)
        {
            throw Problem.Invalid(new Dictionary<string, string[]> { ["fiscal_year"] = ["年度を西暦4桁で入力してください。"] });
        }

        var reach = BoardReach.Of(caller);
        var rows = await database.ReadAsync(
            caller.Town,
            session => session.QueryAsync<OpenedCase>(Opened, new { reach.Me, reach.WholeTown, reach.Sections, reach.Departments, reach.Systems, from = CaseNumber.BeginOf(year), until = CaseNumber.BeginOf(year + 1) }),
            stop);
        return new CaseStatistics(year, now, Figures([.. rows.Where(r => !r.Drill)], now), Figures([.. rows.Where(r => r.Drill)], now));
    }

    private static CaseFigures Figures(IReadOnlyList<OpenedCase> cases, DateTimeOffset now)
    {
        var months = new int[Months];
        foreach (var opened in cases)
        {
            months[(opened.OpenedAt.ToOffset(Japan).Month - April + Months) % Months]++;
        }

        var kinds = cases.GroupBy(c => c.Kind).Select(OfKind).OrderBy(k => k.Kind is null).ThenByDescending(k => k.Cases).ThenBy(k => k.Kind);
        return new CaseFigures(cases.Count, cases.Count(c => c.Ended), cases.Count(c => c.LimitAt < now), months, [.. kinds]);
    }

    private static KindFigures OfKind(IGrouping<string?, OpenedCase> cases)
    {
        // A case keeps the moment of its last move: of an ended one, that is its end.
        var hours = cases.Where(c => c.Ended).Select(c => (c.StageAt - c.OpenedAt).TotalHours).Order().ToList();
        double? median = hours.Count == 0 ? null : (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
        return new KindFigures(
            cases.Key is null ? null : CaseRow.Parse<IncidentKind>(cases.Key),
            cases.Count(),
            cases.Count(c => c.Severity >= (int)Severity.High),
            hours.Count,
            median,
            hours.Count == 0 ? null : hours[^1]);
    }

    private sealed class OpenedCase
    {
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset StageAt { get; init; }
        public bool Ended { get; init; }
        public string? Kind { get; init; }
        public int Severity { get; init; }
        public bool Drill { get; init; }
        public DateTimeOffset? LimitAt { get; init; }
    }
}
