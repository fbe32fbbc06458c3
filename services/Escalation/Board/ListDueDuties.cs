using System.Globalization;
using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;
using Csirt.Escalation.Storage;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Board;

/// <summary>GET /api/escalation/duties: what is overdue or due soon over all cases that the caller may see, the next one first.</summary>
internal sealed class ListDueDuties(Database<EscalationModule> database, TimeProvider time)
{
    private const int PageSize = 50;
    private const int ScanSize = 200;
    private const int UsualDays = 7;
    private const int MostDays = 400;

    private static readonly Sql Select = new(
        """
        SELECT d.id, d.due_at, d.document, c.document AS case_document FROM duty d JOIN case_copy c ON c.town = d.town AND c.case_id = d.case_id
        WHERE d.town = @town AND d.waiting = 1 AND d.due_at <= @until AND (d.due_at > @afterAt OR (d.due_at = @afterAt AND d.id > @afterId))
        ORDER BY d.due_at, d.id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) d.id, d.due_at, d.document, c.document AS case_document FROM duty d JOIN case_copy c ON c.town = d.town AND c.case_id = d.case_id
        WHERE d.town = @town AND d.waiting = 1 AND d.due_at <= @until AND (d.due_at > @afterAt OR (d.due_at = @afterAt AND d.id > @afterId))
        ORDER BY d.due_at, d.id
        """)
    { Types = "@afterAt BIGINT, @afterId CHAR(32), @until BIGINT" };

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/duties", (int? within_days, string? after, Caller caller, ListDueDuties list, CancellationToken stop) => list.PageAsync(within_days, after, caller, stop)).Requires(Act.ReadDuties);

    private async Task<DueDuties> PageAsync(int? withinDays, string? after, Caller caller, CancellationToken stop)
    {
        new InputErrors().Check(withinDays is null or (>= 0 and <= MostDays), "within_days", $"0から{MostDays}までの日数を入力してください。").ThrowIfAny();
        var now = time.GetUtcNow();
        var until = now.AddDays(withinDays ?? UsualDays);
        var (afterAt, afterId) = Cursor(after);
        var page = new List<DueDuty>();
        for (; ; )
        {
            var rows = await database.ReadAsync(caller.Town, session => session.QueryAsync<Row>(Select, new { until, afterAt, afterId, limit = ScanSize }), stop);
            foreach (var row in rows)
            {
                (afterAt, afterId) = (row.DueAt, row.Id);
                if (ViewOf(row, caller, now) is { } duty)
                {
                    page.Add(duty);
                    if (page.Count == PageSize)
                    {
                        return new DueDuties(page, string.Create(CultureInfo.InvariantCulture, $"{afterAt.ToUnixTimeMilliseconds()}-{afterId}"));
                    }
                }
            }

            if (rows.Count < ScanSize)
            {
                return new DueDuties(page, null);
            }
        }
    }

    private static DueDuty? ViewOf(Row row, Caller caller, DateTimeOffset now)
    {
        var snapshot = JsonSerializer.Deserialize<CaseChanged>(row.CaseDocument, CsirtJson.Options)!;
        if (AccessTable.Decide(caller, Act.ReadDuties, CaseScope.Of(snapshot)) != Verdict.Permitted)
        {
            return null;
        }

        var duty = DutyStore.Read(row.Document);
        return new DueDuty
        {
            Id = duty.Id,
            CaseId = duty.CaseId,
            CaseNumber = snapshot.Number,
            Drill = snapshot.Drill,
            Title = duty.Title,
            State = duty.State,
            TargetAt = duty.Target?.At,
            LimitAt = duty.Limit?.At,
            Label = (duty.Limit ?? duty.Target)!.Label,
            Overdue = duty.IsOverdue(now),
        };
    }

    private static (DateTimeOffset At, string Id) Cursor(string? after)
    {
        if (after is null)
        {
            return (DateTimeOffset.UnixEpoch, "");
        }

        return after.Split('-', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置が正しくありません。"] });
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public DateTimeOffset DueAt { get; init; }

        public required string Document { get; init; }

        public required string CaseDocument { get; init; }
    }
}
