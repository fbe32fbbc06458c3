using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Database;

namespace Csirt.Cases.Board;

/// <summary>
/// The board's queries: by lane or over all open (or ended) cases, in three orders. Each walks one index from the cursor on,
/// so that a page costs the same with 100 cases and with 100,000.
/// </summary>
internal static class BoardSql
{
    private const string Columns =
        """
        f.id, f.version, f.number, f.title, f.stage, f.stage_at, f.lane, f.ended, f.channel, f.kind, f.incident, f.severity, f.drill, f.restricted,
        f.section_id, f.department_id, f.opened_at, f.changed_at, f.next_at, f.limit_at, f.due_order, f.open_duties, f.waited_for
        FROM case_file f
        """;

    // SQLite's LIKE takes USB for usb; a BIN2 collation would not.
    private const string SearchedSqlite = "f.number LIKE @text ESCAPE '\\' OR f.title LIKE @text ESCAPE '\\'";
    private const string SearchedSqlServer =
        "f.number COLLATE Latin1_General_100_CI_AS_KS_WS LIKE @text ESCAPE '\\' OR f.title COLLATE Latin1_General_100_CI_AS_KS_WS LIKE @text ESCAPE '\\'";

    private const string Filters =
        """
        (@drill IS NULL OR f.drill = @drill) AND (@kind IS NULL OR f.kind = @kind) AND f.severity >= @severity AND (@section IS NULL OR f.section_id = @section)
        AND (@overdue = 0 OR f.limit_at < @now)
        AND (@mine = 0 OR EXISTS (SELECT 1 FROM case_person m WHERE m.town = f.town AND m.case_id = f.id AND m.person_id = @me AND m.part = 'handler'))
        """;

    private const string OfLane = "f.town = @town AND f.lane = @lane";
    private const string OfEnded = "f.town = @town AND f.ended = @ended";
    private const string Newest = "f.opened_at <= @order AND (f.opened_at < @order OR f.id < @id)";
    private const string NewestOrder = "ORDER BY f.opened_at DESC, f.id DESC";
    private const string Soonest = "f.due_order >= @order AND (f.due_order > @order OR f.id > @id)";
    private const string SoonestOrder = "ORDER BY f.due_order, f.id";
    private const string Gravest = "f.severity <= @order AND (f.severity < @order OR f.id < @id)";
    private const string GravestOrder = "ORDER BY f.severity DESC, f.id DESC";

    // A search looks at every row: in the order of the table, and sorts what it found. The plus keeps SQLite off the index.
    private const string OfSearch = "f.town = @town AND +f.ended = @ended AND (@lane IS NULL OR f.lane = @lane)";
    private const string OfSearchSqlServer = "f.town = @town AND f.ended = @ended AND (@lane IS NULL OR f.lane = @lane)";

    private static readonly Sql LaneNewest = Query(OfLane, Newest, NewestOrder);
    private static readonly Sql LaneSoonest = Query(OfLane, Soonest, SoonestOrder);
    private static readonly Sql LaneGravest = Query(OfLane, Gravest, GravestOrder);
    private static readonly Sql AllNewest = Query(OfEnded, Newest, NewestOrder);
    private static readonly Sql AllSoonest = Query(OfEnded, Soonest, SoonestOrder);
    private static readonly Sql AllGravest = Query(OfEnded, Gravest, GravestOrder);

    private static readonly Sql SearchNewest = Query(OfSearch, Newest, NewestOrder, OfSearchSqlServer);
    private static readonly Sql SearchSoonest = Query(OfSearch, Soonest, SoonestOrder, OfSearchSqlServer);
    private static readonly Sql SearchGravest = Query(OfSearch, Gravest, GravestOrder, OfSearchSqlServer);

    internal static Sql For(BoardQuery query) => query.Text is null ? Listed(query) : query.Sort switch
    {
        BoardSort.Deadline => SearchSoonest,
        BoardSort.Severity => SearchGravest,
        _ => SearchNewest,
    };

    private static Sql Listed(BoardQuery query) => (query.Lane is not null, query.Sort) switch
    {
        (true, BoardSort.Deadline) => LaneSoonest,
        (true, BoardSort.Severity) => LaneGravest,
        (true, _) => LaneNewest,
        (false, BoardSort.Deadline) => AllSoonest,
        (false, BoardSort.Severity) => AllGravest,
        _ => AllNewest,
    };

    // Put together from constants once, when the type is loaded: nothing of a request ever becomes part of a statement.
    private static Sql Query(string of, string after, string order, string? ofSqlServer = null) => new(
        $"SELECT {Columns} WHERE {of} AND {after} AND {Filters} AND (@text IS NULL OR {SearchedSqlite}) AND {BoardReach.SqliteVisible} {order} LIMIT @limit",
        $"SELECT TOP (@limit) {Columns} WHERE {ofSqlServer ?? of} AND {after} AND {Filters} AND (@text IS NULL OR {SearchedSqlServer}) AND {BoardReach.SqlServerVisible} {order}")
    { Types = "@me VARCHAR(64), @section VARCHAR(64), @order BIGINT" };
}
