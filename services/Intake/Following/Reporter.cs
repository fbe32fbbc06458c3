using Csirt.Intake.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Intake.Following;

/// <summary>Who comes to a report as its reporter: by the link, or as the person or key that filed it.</summary>
/// <param name="Town">Town.</param>
/// <param name="Actor">Who goes on record.</param>
/// <param name="Report">The report.</param>
internal sealed record Reporter(string Town, string Actor, ReportRow Report)
{
    /// <summary>By the link. It may have been handed on: who holds it is not known.</summary>
    public static async Task<Reporter> ByLinkAsync(Database<IntakeModule> database, string secret, CancellationToken stop)
    {
        var link = FollowSecret.Read(secret) ?? throw Problem.NotFound("報告");
        var report = await database.ReadAsync(link.Town, s => ReportRows.FindAsync(s, link), stop) ?? throw Problem.NotFound("報告");
        return new Reporter(link.Town, "follow-link", report);
    }

    /// <summary>As the person or key that filed it; to everyone else it does not exist here.</summary>
    public static async Task<Reporter> OwnAsync(Database<IntakeModule> database, string reportId, Caller caller, CancellationToken stop)
    {
        var report = await database.ReadAsync(caller.Town, s => ReportRows.FindAsync(s, reportId), stop);
        return report is not null && report.FiledBy == caller.Subject ? new Reporter(caller.Town, caller.Subject, report) : throw Problem.NotFound("報告");
    }
}
