using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Platform.Database;

namespace Csirt.Cases.Board;

/// <summary>GET /api/cases/versions: ids and versions by range, so that what is in Intake and Escalation can be held against them.</summary>
internal static class ListVersions
{
    private const int Page = 1000;

    private static readonly Sql Select = new(
        """
        SELECT f.id, f.version, (SELECT group_concat(r.report_id) FROM case_report r WHERE r.town = f.town AND r.case_id = f.id) AS reports
        FROM case_file f WHERE f.town = @town AND f.id > @after ORDER BY f.id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) f.id, f.version, (SELECT STRING_AGG(r.report_id, ',') FROM case_report r WHERE r.town = f.town AND r.case_id = f.id) AS reports
        FROM case_file f WHERE f.town = @town AND f.id > @after ORDER BY f.id
        """)
    { Types = "@after CHAR(32)" };

    internal static void Map(RouteGroupBuilder cases) =>
        cases.MapGet("/versions", async (string? after, Caller caller, Database<CasesModule> database, CancellationToken stop) =>
        {
            var rows = await database.ReadAsync(caller.Town, s => s.QueryAsync<VersionRow>(Select, new { after = after ?? "", limit = Page }), stop);
            return rows.Select(r => new CaseVersion(r.Id, r.Version, r.Reports?.Split(',') ?? []));
        }).Requires(Act.ReadAudit);

    private sealed class VersionRow
    {
        public required string Id { get; init; }
        public long Version { get; init; }
        public string? Reports { get; init; }
    }
}
