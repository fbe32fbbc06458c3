using Csirt.Cases.Duties;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Platform.Database;

namespace Csirt.Cases.TakingBack;

/// <summary>What Cases tells a restored service back of what it had heard from it.</summary>
internal static class ToldReports
{
    /// <summary>A report as Intake had passed it on, with its additions. Its facts are those of the case by now.</summary>
    internal static async Task<IReadOnlyList<IMessage>> ReportAsync(IReadSession session, string reportId)
    {
        var c = await ReportMap.CaseOfAsync(session, reportId) is { } id ? await CaseStore.FindAsync(session, id) : null;
        return c?.Reports.FirstOrDefault(r => r.ReportId == reportId) is { } report
            ? [Accepted(c, report), .. report.Additions.Select(addition => Supplemented(c, report, addition))]
            : [];
    }

    /// <summary>A case's duties as Escalation had told them.</summary>
    internal static async Task<IReadOnlyList<IMessage>> DutiesAsync(IReadSession session, string caseId) =>
        await DutyCopy.ToldAsync(session, caseId) is { } told ? [told] : [];

    private static ReportAccepted Accepted(CaseDocument c, CaseReport report) => new()
    {
        Town = c.Town,
        ReportId = report.ReportId,
        ReceiptNumber = report.ReceiptNumber,
        Channel = report.Channel,
        Drill = c.Drill,
        AcceptedAt = report.AcceptedAt,
        ReporterId = report.ReporterId,
        SectionId = c.SectionId,
        BodyId = c.BodyId,
        SystemIds = [.. c.Systems.Select(s => s.SystemId)],
        Kind = report.Kind,
        Text = report.Text,
        Times = report.Times,
        Facts = c.Facts,
        Restricted = c.Restricted,
        ImplicatedIds = c.ImplicatedIds,
        AttachmentCount = report.AttachmentCount,
    };

    private static ReportSupplemented Supplemented(CaseDocument c, CaseReport report, ReportAddition addition) => new()
    {
        Town = c.Town,
        ReportId = report.ReportId,
        Number = addition.Number,
        AcceptedAt = addition.AcceptedAt,
        Text = addition.Text,
        AttachmentCount = report.AttachmentCount,
    };
}
