using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Prefecture;

/// <summary>GET /api/escalation/town-reports: what the prefecture's towns have handed in to it; and one of them, whole.</summary>
internal static class ReadTownReports
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/town-reports", (string? after, Caller caller, Database<EscalationModule> database, CancellationToken stop) => PageAsync(after, caller, database, stop)).Requires(Act.ReadTownReports);
        api.MapGet("/town-reports/{id}", async (string id, Caller caller, Database<EscalationModule> database, HttpResponse response, CancellationToken stop) =>
        {
            var report = await database.ReadAsync(caller.Town, session => TownReportStore.FindAsync(session, id), stop) ?? throw Problem.NotFound("市町村からの報告");
            Versions.Tell(response, report.Version);
            return report.View();
        }).Requires(Act.ReadTownReports);
    }

    private static async Task<TownReports> PageAsync(string? after, Caller caller, Database<EscalationModule> database, CancellationToken stop)
    {
        var (arrivedAt, id) = Cursor(after);
        var reports = await database.ReadAsync(caller.Town, session => TownReportStore.PageAsync(session, arrivedAt, id, PageSize + 1), stop);
        var page = reports.Take(PageSize).ToList();
        var next = reports.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].ArrivedAt.ToUnixTimeMilliseconds()}-{page[^1].Id}") : null;
        return new TownReports([.. page.Select(report => report.View())], next);
    }

    private static (DateTimeOffset At, string Id) Cursor(string? after)
    {
        if (after is null)
        {
            return (DateTimeOffset.MaxValue, "");
        }

        return after.Split('-', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置が正しくありません。"] });
    }
}
