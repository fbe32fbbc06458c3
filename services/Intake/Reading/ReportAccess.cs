using Csirt.Intake.Disposal;
using Csirt.Intake.Following;
using Csirt.Intake.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Disposal;
using Csirt.Platform.Http;

namespace Csirt.Intake.Reading;

/// <summary>Who may read a report: whoever may by the access table in its case. What no case is known of yet, nobody but the reporter.</summary>
internal static class ReportAccess
{
    /// <summary>The report and its case; 404 or 403 where the caller may not.</summary>
    public static async Task<(ReportRow Report, CaseOfReport Held)> DemandAsync(IReadSession session, string reportId, Caller caller)
    {
        var report = await ReportRows.FindAsync(session, reportId);
        if (report is null)
        {
            throw await MissingAsync(session, reportId, caller);
        }

        var held = await CaseOfReport.FindAsync(session, reportId);
        return (held?.Decide(caller, Act.ReadReport) ?? Verdict.DoesNotExist) switch
        {
            Verdict.Permitted => (report, held!),
            Verdict.Forbidden => throw Problem.Forbidden(),
            _ => throw Problem.NotFound("報告"),
        };
    }

    /// <summary>410 where it was disposed of and the caller may know that, else 404.</summary>
    public static async Task<ProblemException> MissingAsync(IReadSession session, string reportId, Caller caller) =>
        CaseTombstones.Missing(await CaseTombstones.OfRowAsync(session, RemoveReports.Report, reportId), caller, "報告");
}
