using Csirt.Contracts.Messages;
using Csirt.Intake.Attachments;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;

namespace Csirt.Intake.Disposal;

/// <summary>
/// A case was disposed of: its reports go, with contact, additions and attachments, but for those that another case holds too (a
/// drill that turned out to be real). Their ids stay: a report is not missed, and its number is not given out again.
/// </summary>
internal sealed class RemoveReports : RemoveRecords
{
    /// <summary>Kind of the ids that stay.</summary>
    internal const string Report = "report";

    private static readonly Sql SelectReports = new("SELECT report_id FROM case_report WHERE town = @town AND case_id = @caseId");
    private static readonly Sql DeleteTies = new("DELETE FROM case_report WHERE town = @town AND case_id = @caseId");
    private static readonly Sql CountOtherCases = new("SELECT COUNT(*) FROM case_report WHERE town = @town AND report_id = @reportId");
    private static readonly Sql Note = new("INSERT INTO disposed_row (town, kind, id, case_id) SELECT town, 'report', id, @caseId FROM report WHERE town = @town AND id = @id");

    private static readonly Sql DeleteSupplements = new("DELETE FROM supplement WHERE town = @town AND report_id = @reportId");
    private static readonly Sql DeleteAttachments = new("DELETE FROM attachment WHERE town = @town AND report_id = @reportId");
    private static readonly Sql DeleteReport = new("DELETE FROM report WHERE town = @town AND id = @id");

    protected override async Task<IReadOnlyList<string>?> RemoveOwnAsync(CaseDisposed message, IUnitOfWork uow)
    {
        var reports = (await uow.QueryAsync<string>(SelectReports, new { message.CaseId })).Union(message.ReportIds).ToList();
        await uow.ExecuteAsync(DeleteTies, new { message.CaseId });
        foreach (var report in reports)
        {
            if (await uow.QuerySingleAsync<long>(CountOtherCases, new { reportId = report }) == 0)
            {
                await RemoveAsync(uow, report, message.CaseId);
            }
        }

        return reports;
    }

    private static async Task RemoveAsync(IUnitOfWork uow, string reportId, string caseId)
    {
        foreach (var file in await AttachmentRows.OfReportAsync(uow, reportId))
        {
            uow.Schedule(RemoveFile.WorkKind, file.Sha256, uow.Now);
        }

        await uow.ExecuteAsync(Note, new { id = reportId, caseId });
        await uow.ExecuteAsync(DeleteSupplements, new { reportId });
        await uow.ExecuteAsync(DeleteAttachments, new { reportId });
        await uow.ExecuteAsync(DeleteReport, new { id = reportId });
        uow.Audit("report.disposed", $"report/{reportId}", new { case_id = caseId });
    }
}
