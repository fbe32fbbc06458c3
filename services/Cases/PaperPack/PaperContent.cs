using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;
using Sheet = Csirt.Contracts.Http.Cases.PaperPack;

namespace Csirt.Cases.PaperPack;

/// <summary>What stands on paper. Who will read it nobody knows: restricted cases, and those from which someone is shut out, are only counted.</summary>
internal static class PaperContent
{
    private const int Most = 300;

    private static readonly Sql SelectOpen = new(
        """
        SELECT f.id, f.version, f.number, f.title, f.stage, f.stage_at, f.lane, f.ended, f.channel, f.kind, f.incident, f.severity, f.drill, f.restricted,
            f.section_id, f.department_id, f.opened_at, f.changed_at, f.next_at, f.limit_at, f.due_order, f.open_duties, f.waited_for
        FROM case_file f
        WHERE f.town = @town AND f.ended = 0 AND f.restricted = 0
            AND NOT EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.part = 'implicated')
        ORDER BY f.due_order, f.id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) f.id, f.version, f.number, f.title, f.stage, f.stage_at, f.lane, f.ended, f.channel, f.kind, f.incident, f.severity, f.drill, f.restricted,
            f.section_id, f.department_id, f.opened_at, f.changed_at, f.next_at, f.limit_at, f.due_order, f.open_duties, f.waited_for
        FROM case_file f
        WHERE f.town = @town AND f.ended = 0 AND f.restricted = 0
            AND NOT EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.part = 'implicated')
        ORDER BY f.due_order, f.id
        """);

    private static readonly Sql CountOpen = new(
        """
        SELECT COUNT(*) AS cases, COALESCE(SUM(CASE WHEN f.restricted = 1
            OR EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.part = 'implicated') THEN 1 ELSE 0 END), 0) AS withheld
        FROM case_file f WHERE f.town = @town AND f.ended = 0
        """,
        """
        SELECT COUNT(*) AS cases, COALESCE(SUM(o.hidden), 0) AS withheld
        FROM (SELECT CASE WHEN f.restricted = 1
            OR EXISTS (SELECT 1 FROM case_person p WHERE p.town = f.town AND p.case_id = f.id AND p.part = 'implicated') THEN 1 ELSE 0 END AS hidden
            FROM case_file f WHERE f.town = @town AND f.ended = 0) AS o
        """);

    public static async Task<Sheet> ReadAsync(IReadSession session, TownDirectory directory, DateTimeOffset now)
    {
        var rows = await session.QueryAsync<CaseRow>(SelectOpen, new { limit = Most });
        var counts = (await session.QuerySingleAsync<Counts>(CountOpen))!;
        return new Sheet(
            directory.Snapshot.TownName, now, CallSheet.Of(directory, now), [.. rows.Select(row => Case(row, now))], counts.Cases - counts.Withheld - rows.Count, counts.Withheld);
    }

    private static PaperCase Case(CaseRow row, DateTimeOffset now) => new(
        row.Number, row.Drill, row.Title, CaseRow.Parse<CaseStage>(row.Stage), row.Severity < 0 ? null : (Severity)row.Severity, row.OpenedAt, row.NextAt, row.LimitAt < now, row.WaitedFor);

    private sealed class Counts
    {
        public int Cases { get; init; }

        public int Withheld { get; init; }
    }
}
