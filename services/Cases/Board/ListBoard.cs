using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Board;

/// <summary>GET /api/cases: the board, a page at a time; GET /api/cases/lanes: how many cases stand in each lane, drills apart.</summary>
internal sealed class ListBoard(Database<CasesModule> database, DirectoryCopies<CasesModule> directories, TimeProvider time)
{
    private const int UsualPage = 50;
    private const int LargestPage = 200;

    private static readonly Sql Lanes = new(
        $"""
        SELECT f.lane, COALESCE(SUM(CASE WHEN f.drill = @drill THEN 1 ELSE 0 END), 0) AS cases,
            COALESCE(SUM(CASE WHEN f.drill = @drill AND f.limit_at < @now THEN 1 ELSE 0 END), 0) AS overdue,
            COALESCE(SUM(CASE WHEN f.drill = 1 THEN 1 ELSE 0 END), 0) AS drills
        FROM case_file f WHERE f.town = @town AND {BoardReach.SqliteVisible}
        GROUP BY f.lane
        """,
        $"""
        SELECT f.lane, COALESCE(SUM(CASE WHEN f.drill = @drill THEN 1 ELSE 0 END), 0) AS cases,
            COALESCE(SUM(CASE WHEN f.drill = @drill AND f.limit_at < @now THEN 1 ELSE 0 END), 0) AS overdue,
            COALESCE(SUM(CASE WHEN f.drill = 1 THEN 1 ELSE 0 END), 0) AS drills
        FROM case_file f WHERE f.town = @town AND {BoardReach.SqlServerVisible}
        GROUP BY f.lane
        """)
    { Types = "@me VARCHAR(64)" };

    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/", (BoardQuery query, Caller caller, ListBoard board, CancellationToken stop) => board.PageAsync(query, caller, stop)).Requires(Act.ListCases);
        cases.MapGet("/lanes", (bool? drill, Caller caller, ListBoard board, CancellationToken stop) => board.LanesAsync(drill, caller, stop)).Requires(Act.ListCases);
    }

    private async Task<BoardPage> PageAsync(BoardQuery query, Caller caller, CancellationToken stop)
    {
        var limit = Math.Clamp(query.Limit ?? UsualPage, 1, LargestPage);
        var reach = BoardReach.Of(caller);
        var (order, id) = BoardCursor.Read(query.After, query.Sort);
        var rows = await database.ReadAsync(caller.Town, session => session.QueryAsync<CaseRow>(BoardSql.For(query), new
        {
            reach.Me,
            reach.WholeTown,
            reach.Sections,
            reach.Departments,
            reach.Systems,
            lane = query.Lane is { } lane ? CaseRow.Code(lane) : null,
            // The lane says it, where one is given.
            ended = query.Lane is { } given ? given is BoardLane.Ended : query.Ended,
            query.Drill,
            kind = query.Kind is { } kind ? CaseRow.Code(kind) : null,
            severity = query.Severity is { } severity ? (int)severity : -1,
            section = query.Section,
            query.Mine,
            query.Overdue,
            text = BoardQuery.LikePattern(query.Text),
            now = time.GetUtcNow(),
            order,
            id,
            limit = limit + 1,
        }), stop);
        var page = rows.Take(limit).ToList();
        return new BoardPage([.. page.Select(r => Card(r, caller.Town))], rows.Count > limit ? BoardCursor.Write(page[^1], query.Sort) : null);
    }

    private async Task<IReadOnlyList<LaneCount>> LanesAsync(bool? drill, Caller caller, CancellationToken stop)
    {
        var reach = BoardReach.Of(caller);
        var rows = await database.ReadAsync(caller.Town, session => session.QueryAsync<LaneRow>(Lanes,
            new { reach.Me, reach.WholeTown, reach.Sections, reach.Departments, reach.Systems, drill = drill ?? false, now = time.GetUtcNow() }), stop);
        var counts = rows.ToDictionary(r => CaseRow.Parse<BoardLane>(r.Lane));
        return [.. Enum.GetValues<BoardLane>().Select(l => counts.TryGetValue(l, out var row) ? new LaneCount(l, row.Cases, row.Overdue, row.Drills) : new LaneCount(l, 0, 0))];
    }

    private BoardCard Card(CaseRow row, string town) => new()
    {
        Id = row.Id,
        Number = row.Number,
        Version = row.Version,
        Title = row.Title,
        Lane = CaseRow.Parse<BoardLane>(row.Lane),
        Stage = CaseRow.Parse<CaseStage>(row.Stage),
        StageSince = row.StageAt,
        OpenedAt = row.OpenedAt,
        ChangedAt = row.ChangedAt,
        Kind = row.Kind is { } kind ? CaseRow.Parse<IncidentKind>(kind) : null,
        Severity = row.Severity < 0 ? null : (Severity)row.Severity,
        Incident = row.Incident is { } incident ? CaseRow.Parse<Answer>(incident) : null,
        Drill = row.Drill,
        Restricted = row.Restricted,
        Channel = CaseRow.Parse<Channel>(row.Channel),
        SectionId = row.SectionId,
        SectionName = directories.Find(town)?.Section(row.SectionId)?.Name,
        NextDeadline = row.NextAt,
        OpenDuties = row.OpenDuties,
        Overdue = row.LimitAt < time.GetUtcNow(),
        WaitedFor = row.WaitedFor,
    };

    private sealed class LaneRow
    {
        public required string Lane { get; init; }
        public int Cases { get; init; }
        public int Overdue { get; init; }
        public int Drills { get; init; }
    }
}
