using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake.Repeats;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Filing;

/// <summary>A signed-in person files a report, their own or for someone who told them (policy 5.3(1)ア, 5.3(2)ア).</summary>
internal static class FileReport
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/reports", HandleAsync).Requires(Act.FileReport);

    private static async Task<Created<ReportReceipt>> HandleAsync(FileReportRequest request, Caller caller, HttpContext http, AcceptReport accept, CancellationToken stop)
    {
        new InputErrors().Check(request.Channel != Channel.Monitoring, "channel", "監視からの報告は、監視用の鍵で送信してください。").ThrowIfAny();
        var town = accept.DirectoryOf(caller.Town);
        var key = RepeatKey.Read(http.Request, caller.Subject, request);
        var receipt = await accept.AcceptAsync(ReportOf(request, caller, town), town, key, stop);
        return Filed.Answer(http, receipt, $"/api/intake/reports/{receipt.ReportId}");
    }

    private static Report ReportOf(FileReportRequest request, Caller caller, TownDirectory town) => new()
    {
        Town = caller.Town,
        FiledBy = caller.Subject,
        ReporterId = caller.Subject,
        SectionId = CleanText.Line(request.SectionId) ?? OwnSection(request, caller, town),
        Drill = request.Drill,
        Restricted = request.Restricted,
        Text = CleanText.Lines(request.Text),
        Contact = CleanContact.Of(request.Contact),
        Document = new ReportDocument
        {
            Channel = request.Channel,
            Place = CleanText.Line(request.Place),
            Times = new ReportedTimes(request.Occurred, request.Discovered, request.Known),
            BodyId = CleanText.Line(request.BodyId),
            SystemIds = CleanList.Of(request.SystemIds),
            Kind = request.Kind,
            Facts = request.Facts ?? new CaseFacts(),
            DataItems = CleanList.Of(request.DataItems),
            Medium = CleanText.Line(request.Medium),
            ImplicatedIds = CleanList.Of(request.ImplicatedIds),
        },
    };

    // Not in a restricted report: its reporter may have good reason to keep their own section, and its 管理者, out of it.
    private static string? OwnSection(FileReportRequest request, Caller caller, TownDirectory town) =>
        request.Restricted ? null : town.Person(caller.Subject)?.SectionId;
}
