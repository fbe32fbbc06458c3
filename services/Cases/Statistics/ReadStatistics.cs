using Csirt.Cases.Board;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Cases.Statistics;

/// <summary>GET /api/cases/statistics: a fiscal year in figures, drills apart (policy 5.2(3)).</summary>
internal sealed class ReadStatistics(Database<CasesModule> database, TimeProvider time)
{
    // Both values of ended are named, so that the index on it serves.
    private const string OpenedWithin = "f.town = @town AND f.ended IN (0, 1) AND f.opened_at >= @from AND f.opened_at < @until AND";

    private const string SelectCases = $"SELECT f.id, f.opened_at, f.stage_at, f.ended, f.kind, f.severity, f.drill, f.limit_at FROM case_file f WHERE {OpenedWithin}";

    private const string SelectMoves =
        $"""
        SELECT t.case_id, t.stage, t.entered_at FROM case_file f JOIN case_timeline t ON t.town = f.town AND t.case_id = f.id AND t.stage IS NOT NULL
        WHERE {OpenedWithin}
        """;

    private static readonly Sql Cases = new($"{SelectCases} {BoardReach.SqliteVisible}", $"{SelectCases} {BoardReach.SqlServerVisible}") { Types = Reach };

    private static readonly Sql Moves = new(
        $"{SelectMoves} {BoardReach.SqliteVisible} ORDER BY t.case_id, t.version, t.line",
        $"{SelectMoves} {BoardReach.SqlServerVisible} ORDER BY t.case_id, t.version, t.line")
    { Types = Reach };

    private const string Reach = "@me VARCHAR(64), @from BIGINT, @until BIGINT";

    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapGet("/statistics", ([FromQuery(Name = "fiscal_year")] int? fiscalYear, Caller caller, ReadStatistics statistics, CancellationToken stop) => statistics.OfAsync(fiscalYear, caller, stop))
            .Requires(Act.ListCases);

    private async Task<CaseStatistics> OfAsync(int? fiscalYear, Caller caller, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var year = FiscalYear.Asked(fiscalYear, now);
        var cases = await database.ReadAsync(
            caller.Town,
            async session => (await StandingAsync(session, caller, year, now)).Concat(await DisposedCases.OfAsync(session, caller, year)).ToLookup(c => c.Drill),
            stop);
        return new CaseStatistics(year, now, CaseCounts.Of([.. cases[false]]), CaseCounts.Of([.. cases[true]]));
    }

    private static async Task<IEnumerable<CountedCase>> StandingAsync(IReadSession session, Caller caller, int year, DateTimeOffset now)
    {
        var reach = BoardReach.Of(caller);
        var visible = new { reach.Me, reach.WholeTown, reach.Sections, reach.Departments, reach.Systems, from = FiscalYear.BeginOf(year), until = FiscalYear.BeginOf(year + 1) };
        var moves = (await session.QueryAsync<StageMove>(Moves, visible)).ToLookup(move => move.CaseId);
        // A case keeps the moment of its last move: of an ended one, that is its end.
        return from c in await session.QueryAsync<OpenedCase>(Cases, visible)
               select new CountedCase(FiscalYear.MonthOf(c.OpenedAt), c.Drill, c.LimitAt < now, c.Kind, c.Severity, c.Ended ? c.StageAt - c.OpenedAt : null, StageTimes.Of([.. moves[c.Id]]));
    }

    private sealed class OpenedCase
    {
        public required string Id { get; init; }
        public DateTimeOffset OpenedAt { get; init; }
        public DateTimeOffset StageAt { get; init; }
        public bool Ended { get; init; }
        public string? Kind { get; init; }
        public int Severity { get; init; }
        public bool Drill { get; init; }
        public DateTimeOffset? LimitAt { get; init; }
    }
}
