using System.Globalization;
using System.Text.Json;
using Csirt.Cases.Access;
using Csirt.Cases.Api;
using Csirt.Cases.Model;
using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Http;
using Csirt.Platform.Replicas;

namespace Csirt.Cases.Disposal;

/// <summary>廃棄予定: <c>GET /api/cases/disposals</c>: the cases whose period is over, and those that are held.</summary>
internal sealed class ListDisposals(Database<CasesModule> database, DirectoryCopies<CasesModule> directories, TimeProvider time)
{
    private const int Page = 50;
    private static readonly Act[] Shown = [Act.ReadCase, Act.ProposeDisposal, Act.ApproveDisposal, Act.HoldRecords];

    // The shortest of the periods bounds the search; what the case is in decides.
    private static readonly Sql SelectEnded = new(
        """
        SELECT id, stage_at FROM case_file
        WHERE town = @town AND ended = 1 AND stage <> 'merged' AND stage_at < @before AND (stage_at > @afterAt OR (stage_at = @afterAt AND id > @afterId))
        ORDER BY stage_at, id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) id, stage_at FROM case_file
        WHERE town = @town AND ended = 1 AND stage <> 'merged' AND stage_at < @before AND (stage_at > @afterAt OR (stage_at = @afterAt AND id > @afterId))
        ORDER BY stage_at, id
        """)
    { Types = "@before BIGINT, @afterAt BIGINT, @afterId CHAR(32)" };

    internal static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/disposals", (string? after, Caller caller, ListDisposals list, CancellationToken stop) => list.RunAsync(after, caller, stop)).Requires(Act.ReadDisposals);
        cases.MapGet("/{id}/disposal", (string id, Caller caller, ListDisposals list, CancellationToken stop) => list.OneAsync(id, caller, stop))
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone).Requires(Act.ReadDisposals);
    }

    private Task<DisposalList> RunAsync(string? after, Caller caller, CancellationToken stop)
    {
        var cursor = Cursor(after);
        return database.ReadAsync(caller.Town, async session =>
        {
            var periods = await RetentionCopy.FindAsync(session);
            var (due, next) = await DueAsync(session, periods, cursor, caller);
            List<DisposalCandidate> held = [];
            foreach (var id in after is null ? await HoldTable.AllAsync(session) : [])
            {
                held.AddRange(await CandidateAsync(session, id, caller) is { } candidate ? [candidate] : []);
            }

            return new DisposalList(periods, due, held, next);
        }, stop);
    }

    private async Task<(IReadOnlyList<DisposalCandidate> Due, string? Next)> DueAsync(IReadSession session, IReadOnlyList<RetentionPeriod> periods, Ended cursor, Caller caller)
    {
        var before = RetentionEnd.EndedBefore(time.GetUtcNow(), periods);
        var rows = await session.QueryAsync<Ended>(SelectEnded, new { before, afterAt = cursor.StageAt, afterId = cursor.Id, limit = Page });
        List<DisposalCandidate> due = [];
        foreach (var row in rows)
        {
            if (await CandidateAsync(session, row.Id, caller) is { } candidate && candidate.RetainedUntil <= time.GetUtcNow())
            {
                due.Add(candidate);
            }
        }

        return (due, rows.Count == Page ? string.Create(CultureInfo.InvariantCulture, $"{rows[^1].StageAt.ToUnixTimeMilliseconds()}-{rows[^1].Id}") : null);
    }

    private Task<DisposalCandidate> OneAsync(string id, Caller caller, CancellationToken stop) => database.ReadAsync(
        caller.Town, async session => await ShowAsync(session, await CaseCommands.LoadAsync(session, id, caller, Act.ReadCase, CaseCommands.AnyVersion), caller), stop);

    private async Task<DisposalCandidate?> CandidateAsync(IReadSession session, string id, Caller caller) =>
        await CaseStore.FindAsync(session, id) is { } c && AccessTable.Decide(caller, Act.ReadCase, ScopeOf.Case(c)) is Verdict.Permitted ? await ShowAsync(session, c, caller) : null;

    private async Task<DisposalCandidate> ShowAsync(IReadSession session, CaseDocument c, Caller caller)
    {
        var group = await DisposalGroup.OpenAsync(session, c);
        var town = new TownRegister(directories.Find(caller.Town));
        IReadOnlyList<RecordHold> holds = [.. group.Members.SelectMany(member => member.ActiveHolds)];
        var people = holds.Select(hold => hold.By).Append(group.Proposal?.By).OfType<string>().Distinct();
        return new DisposalCandidate
        {
            Id = c.Id,
            Number = c.Number,
            Version = c.Version,
            Title = c.Title,
            Stage = c.Stage,
            EndedAt = RetentionEnd.HasEnded(c) ? c.StageSince : null,
            RetainedUntil = group.RetainedUntil,
            Classes = RetentionEnd.ClassesOf(c),
            Holds = holds,
            Proposal = group.Proposal,
            Unmet = [.. group.Unmet(time.GetUtcNow()).Select(o => new UnmetReason(o.Code, o.Text, o.Missing ?? []))],
            Allowed = [.. Shown.Where(act => AccessTable.Decide(caller, act, ScopeOf.Case(c)) is Verdict.Permitted).Select(act => JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString()))],
            Names = people.ToDictionary(person => person, town.NameOrId),
        };
    }

    private static Ended Cursor(string? after)
    {
        if (after is null)
        {
            return new Ended { Id = "", StageAt = DateTimeOffset.UnixEpoch };
        }

        var parts = after.Split('-');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new Ended { Id = parts[1], StageAt = DateTimeOffset.FromUnixTimeMilliseconds(at) }
            : throw Problem.Invalid(new Dictionary<string, string[]> { ["after"] = ["続きの位置の指定が正しくありません。"] });
    }

    private sealed class Ended
    {
        public required string Id { get; init; }

        public DateTimeOffset StageAt { get; init; }
    }
}
