using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Intake.Limits;
using Csirt.Intake.Repeats;
using Csirt.Platform.Access;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csirt.Intake.Filing;

/// <summary>Anyone outside files a report, without signing in (policy 5.3(2)ア). Few fields, and only so many in a while.</summary>
internal static class FilePublicReport
{
    /// <summary>Who goes on record; no directory id or key looks like this.</summary>
    public const string Filer = "outside:public";
    private const int ShortestKey = 16;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/public/{town}/reports", HandleAsync).Requires(Act.Anyone);

    private static async Task<Created<ReportReceipt>> HandleAsync(
        string town, PublicReportRequest request, HttpContext http, AcceptReport accept, DirectoryCopies<IntakeModule> directories, PublicLimit limit, CancellationToken stop)
    {
        var directory = directories.Find(town) ?? throw Problem.NotFound("報告先の団体");
        var key = RepeatKey.Read(http.Request, Filer, request, ShortestKey);
        limit.Demand(http, town);
        var receipt = await accept.AcceptAsync(ReportOf(request, town), directory, key, stop);
        return Filed.Answer(http, receipt, $"/api/intake/follow/{receipt.FollowSecret}");
    }

    private static Report ReportOf(PublicReportRequest request, string town) => new()
    {
        Town = town,
        FiledBy = Filer,
        Text = CleanText.Lines(request.Text),
        Contact = CleanContact.Of(request.Contact),
        Document = new ReportDocument
        {
            Channel = Channel.Resident,
            Place = CleanText.Line(request.Place),
            Times = new ReportedTimes(request.Occurred, request.Discovered, FactTime.Unknown),
        },
    };
}
