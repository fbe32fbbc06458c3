using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Calendar;
using Csirt.Escalation.Evaluation;
using Csirt.Escalation.Readiness;
using Csirt.Escalation.Rules;
using Csirt.Escalation.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Escalation.Packs;

/// <summary>GET /api/escalation/rules and /readiness: the rules in force, and gaps found before an incident.</summary>
internal static class PackApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/rules", (Caller caller, RuleBooks books) => books.For(caller.Town).Rules.Select(View).ToArray()).Requires(Act.DryRun);
        api.MapGet("/holidays", (Caller caller, RuleBooks books, Database<EscalationModule> database, TimeProvider time, CancellationToken stop) => HolidaysAsync(caller, books, database, time, stop)).Requires(Act.ReadAlarms);
        api.MapGet("/readiness", (Caller caller, RuleBooks books, DirectoryCopies<EscalationModule> directories, TimeProvider time) => Gaps(caller, books, directories, time)).Requires(Act.ReadAlarms);
    }

    private static async Task<HolidayStatus> HolidaysAsync(Caller caller, RuleBooks books, Database<EscalationModule> database, TimeProvider time, CancellationToken stop)
    {
        var today = JapanTime.DayOf(time.GetUtcNow());
        var cases = await database.ReadAsync(caller.Town, CaseStateStore.WithoutHolidaysAsync, stop);
        return new HolidayStatus([.. books.Calendar.Years.Order()], HolidayYears.MissingNow(books.Calendar, today), HolidayYears.MissingSoon(books.Calendar, today), cases);
    }

    private static IReadOnlyList<ReadinessGap> Gaps(Caller caller, RuleBooks books, DirectoryCopies<EscalationModule> directories, TimeProvider time)
    {
        var directory = directories.Find(caller.Town) ?? throw Problem.Conflict("directory_missing", "連絡網がまだ届いていません。しばらくしてからもう一度お試しください。");
        var missing = HolidayYears.MissingSoon(books.Calendar, JapanTime.DayOf(time.GetUtcNow()))
            .Select(year => new ReadinessGap("holidays", "祝日データの点検", "個人情報保護法施行規則44条（期限の計算）", HolidayYears.Say(year)));
        return [.. missing, .. ContactNetwork.Gaps(directory.Snapshot, books.For(caller.Town))];
    }

    private static RuleSummary View(Rule rule) => new(
        rule.Id, rule.Title, rule.Basis, Deadlines.LabelOf(rule.Label), Confidence(rule.Confidence), ActionName(rule.Action), rule.Pack, rule.EffectiveFrom, rule.EffectiveTo);

    private static string Confidence(Confidence confidence) => confidence switch
    {
        Rules.Confidence.Source => "S",
        Rules.Confidence.Secondary => "2",
        _ => "M",
    };

    private static string ActionName(RuleAction action) => action switch
    {
        NotifyAction => "notify",
        DutyAction => "duty",
        JudgeAction => "judge",
        DirectoryAction => "directory",
        _ => "readiness",
    };
}
