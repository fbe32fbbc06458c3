using System.Text.Json;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>Which case a report opened. A merge leaves it: the merged case names the one that goes on.</summary>
internal static class ReportMap
{
    private static readonly Sql Select = new("SELECT case_id FROM case_report WHERE town = @town AND report_id = @reportId");

    private static readonly Sql Insert = new("INSERT INTO case_report (town, report_id, case_id) VALUES (@town, @reportId, @caseId)");

    private static readonly Sql SelectAny = new(
        "SELECT DISTINCT case_id FROM case_report WHERE town = @town AND report_id IN (SELECT value FROM json_each(@reports))",
        "SELECT DISTINCT case_id FROM case_report WHERE town = @town AND report_id IN (SELECT CAST(value AS VARCHAR(64)) FROM OPENJSON(@reports))");

    internal static Task<string?> CaseOfAsync(IReadSession session, string reportId) => session.QuerySingleAsync<string>(Select, new { reportId });

    internal static Task AddAsync(IUnitOfWork uow, string reportId, string caseId) => uow.ExecuteAsync(Insert, new { reportId, caseId });

    internal static Task<IReadOnlyList<string>> CasesOfAsync(IReadSession session, IEnumerable<string> reportIds) =>
        session.QueryAsync<string>(SelectAny, new { reports = JsonSerializer.Serialize(reportIds) });
}
