using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Prefecture;

/// <summary>
/// The prefecture takes a report in with its receipt number, passes it on to the ministry, and records the ministry's receipt.
/// Each step is told to the town: one submission, two receipts.
/// </summary>
internal static class ReceiveTownReport
{
    private const int LongestNumber = 100;

    public static void Map(RouteGroupBuilder api)
    {
        Step(TownReportSteps.Receipt, TakeInReceipt.Received, (report, step) => report with { Received = step });
        Step(TownReportSteps.Forwarding, TakeInReceipt.Forwarded, (report, step) => report with { Forwarded = step });
        Step(TownReportSteps.MinistryReceipt, TakeInReceipt.MinistryReceived, (report, step) => report with { MinistryReceived = step });

        void Step(string path, string what, Func<TownReportDocument, TownReportStep, TownReportDocument> change) =>
            api.MapPost($"/town-reports/{{id}}/{path}", async (string id, TownReportStepRequest r, Caller caller, Database<EscalationModule> database, HttpContext http) =>
            {
                var version = Versions.Demanded(http.Request);
                var report = await database.WriteAsync(caller.Town, caller.Subject, uow => DoAsync(uow, id, version, path, what, r, change), http.RequestAborted);
                Versions.Tell(http.Response, report.Version);
                return report.View();
            }).Requires(Act.ReceiveTownReports);
    }

    private static async Task<TownReportDocument> DoAsync(
        IUnitOfWork uow, string id, long version, string path, string what, TownReportStepRequest r, Func<TownReportDocument, TownReportStep, TownReportDocument> change)
    {
        var report = await TownReportStore.FindAsync(uow, id) ?? throw Problem.NotFound("市町村からの報告");
        if (report.Version != version)
        {
            throw Problem.Stale(report.Version);
        }

        if (!report.Allowed.Contains(path))
        {
            throw Problem.Conflict("town_report_step_not_open", WhyNot(report, path));
        }

        var step = new TownReportStep(TrueTime(r.At, uow.Now), uow.Actor, NumberOf(r, path));
        var after = change(report, step) with { Version = report.Version + 1 };
        if (!await TownReportStore.SaveAsync(uow, after))
        {
            throw Problem.Stale(report.Version);
        }

        uow.Audit($"town_report.{what}", $"town-report/{id}", new { report.Filed.From, report.Filed.DutyId, step.ReceiptNumber });
        uow.Publish(new TownReportReceipted
        {
            Town = report.Filed.From,
            From = uow.Town,
            DutyId = report.Filed.DutyId,
            ThroughDutyIds = report.Filed.ThroughDutyIds,
            What = what,
            ReceiptNumber = step.ReceiptNumber,
            At = step.At,
        });
        return after;
    }

    private static string? NumberOf(TownReportStepRequest r, string path)
    {
        var number = r.ReceiptNumber?.Trim();
        new InputErrors()
            .Check(path == TownReportSteps.Forwarding || !string.IsNullOrEmpty(number), "receipt_number", "受付番号を入力してください。")
            .Check(number is null || number.Length <= LongestNumber, "receipt_number", $"{LongestNumber}文字以内で入力してください。")
            .ThrowIfAny();
        return string.IsNullOrEmpty(number) ? null : number;
    }

    private static FactTime TrueTime(FactTime? told, DateTimeOffset now)
    {
        var at = told ?? FactTime.At(now);
        new InputErrors()
            .Check(at.Kind != FactTimeKind.Unknown, "at", "日付または日時を入力してください。")
            .Check(!(at.EarliestMoment > now), "at", "未来の日時は記録できません。")
            .ThrowIfAny();
        return at;
    }

    private static string WhyNot(TownReportDocument report, string path) => path switch
    {
        TownReportSteps.Receipt => "この報告は既に受け付けています。",
        _ when !report.ForMinistry => "この報告は総務省に進達するものではありません。",
        TownReportSteps.Forwarding when report.Received is null => "先に県として受け付けてください。",
        TownReportSteps.Forwarding => "この報告は既に進達しています。",
        _ when report.Forwarded is null => "先に総務省への進達を記録してください。",
        _ => "総務省の受付は既に記録されています。",
    };
}
