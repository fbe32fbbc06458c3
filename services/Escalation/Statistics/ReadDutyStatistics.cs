using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Duties;
using Csirt.Platform.Access;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Escalation.Statistics;

/// <summary>GET /api/escalation/duties/statistics: which duties of a fiscal year's cases were kept on time, drills apart.</summary>
internal sealed class ReadDutyStatistics(Database<EscalationModule> database, TimeProvider time)
{
    private static readonly Sql SelectDuties = new(
        "SELECT d.case_id, d.rule_id, d.title, d.recipient, d.state, d.due_at, d.filed_at FROM duty d WHERE d.town = @town AND d.opened_at >= @from AND d.opened_at < @until")
    { Types = "@from BIGINT, @until BIGINT" };

    private static readonly Sql SelectCases = new(
        """
        SELECT c.document FROM case_copy c
        WHERE c.town = @town AND c.case_id IN (SELECT d.case_id FROM duty d WHERE d.town = @town AND d.opened_at >= @from AND d.opened_at < @until)
        """)
    { Types = "@from BIGINT, @until BIGINT" };

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/duties/statistics", ([FromQuery(Name = "fiscal_year")] int? fiscalYear, Caller caller, ReadDutyStatistics statistics, CancellationToken stop) => statistics.OfAsync(fiscalYear, caller, stop))
            .Requires(Act.ReadDuties);

    private async Task<DutyStatistics> OfAsync(int? fiscalYear, Caller caller, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var year = FiscalYear.Asked(fiscalYear, now);
        var duties = await database.ReadAsync(
            caller.Town,
            async session => (await StandingAsync(session, caller, year, now)).Concat(await DisposedDuties.OfAsync(session, caller, year)).ToLookup(duty => duty.Drill),
            stop);
        return new DutyStatistics(year, now, Figures(duties[false]), Figures(duties[true]));
    }

    private static async Task<IEnumerable<CountedDuty>> StandingAsync(IReadSession session, Caller caller, int year, DateTimeOffset now)
    {
        var within = new { from = FiscalYear.BeginOf(year), until = FiscalYear.BeginOf(year + 1) };
        var cases = (await session.QueryAsync<string>(SelectCases, within))
            .Select(document => JsonSerializer.Deserialize<CaseChanged>(document, CsirtJson.Options)!)
            .Where(c => AccessTable.Decide(caller, Act.ReadDuties, CaseScope.Of(c)) is Verdict.Permitted)
            .ToDictionary(c => c.CaseId);
        return from duty in await session.QueryAsync<Row>(SelectDuties, within)
               where duty.RuleId != FileDuty.ApprovalRule && cases.ContainsKey(duty.CaseId)
               let outcome = CountedDuty.OutcomeOf(duty.State, duty.DueAt, duty.FiledAt, now)
               where outcome is not null
               select new CountedDuty(cases[duty.CaseId].Drill, duty.RuleId, duty.Title, duty.Recipient, outcome.Value);
    }

    // A rule that was given another title or recipient meanwhile counts as one.
    private static IReadOnlyList<DutyKindFigures> Figures(IEnumerable<CountedDuty> duties) =>
    [
        .. from kind in duties.GroupBy(duty => duty.RuleId)
           orderby kind.Count() descending, kind.Key
           let count = kind.CountBy(duty => duty.Outcome).ToDictionary()
           select new DutyKindFigures(
               kind.Key,
               kind.Last().Title,
               kind.Last().Recipient,
               count.GetValueOrDefault(DutyOutcome.OnTime),
               count.GetValueOrDefault(DutyOutcome.Late),
               count.GetValueOrDefault(DutyOutcome.Undated),
               count.GetValueOrDefault(DutyOutcome.Open),
               count.GetValueOrDefault(DutyOutcome.Overdue)),
    ];

    private sealed class Row
    {
        public required string CaseId { get; init; }
        public required string RuleId { get; init; }
        public required string Title { get; init; }
        public required string Recipient { get; init; }
        public required string State { get; init; }
        public DateTimeOffset? DueAt { get; init; }
        public DateTimeOffset? FiledAt { get; init; }
    }
}
