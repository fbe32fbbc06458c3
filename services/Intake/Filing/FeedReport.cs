using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake.Repeats;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Filing;

/// <summary>Monitoring, a contractor or a cloud provider files a report over its key (policy 5.3(2)エ, 6.5(1)ウ, 8.1(2)ア(エ)).</summary>
internal static class FeedReport
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/feed/reports", HandleAsync).Requires(Act.FeedReport);

    private static async Task<Created<ReportReceipt>> HandleAsync(FeedReportRequest request, Caller caller, HttpContext http, AcceptReport accept, CancellationToken stop)
    {
        var town = accept.DirectoryOf(caller.Town);
        var used = KeysOfTowns.Of(caller, town) ?? throw Problem.Forbidden();
        var key = RepeatKey.Read(http.Request, caller.Subject, request);
        var receipt = await accept.AcceptAsync(ReportOf(request, caller, used, town), town, key, stop);
        return Filed.Answer(http, receipt, $"/api/intake/follow/{receipt.FollowSecret}");
    }

    private static Report ReportOf(FeedReportRequest request, Caller caller, ApiKey used, TownDirectory town)
    {
        var systems = CleanList.Of(request.SystemIds);
        return new Report
        {
            Town = caller.Town,
            FiledBy = caller.Subject,
            SectionId = CleanText.Line(request.SectionId) ?? town.System(systems is [var first, ..] ? first : null)?.SectionId,
            Drill = request.Drill,
            Text = CleanText.Lines(request.Text),
            Contact = CleanContact.Of(request.Contact),
            Document = new ReportDocument
            {
                Channel = used.Channel,
                Place = CleanText.Line(request.Place),
                Times = new ReportedTimes(request.Occurred, request.Discovered, request.Known),
                BodyId = CleanText.Line(request.BodyId),
                SystemIds = systems,
                Kind = request.Kind,
                Facts = request.Facts ?? new CaseFacts(),
                DataItems = CleanList.Of(request.DataItems),
                Medium = CleanText.Line(request.Medium),
                Reference = CleanText.Line(request.Reference),
                SenderContactId = used.ContactId,
            },
        };
    }
}
