using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Platform.Database;

namespace Csirt.Cases.Statistics;

/// <summary>How long a case stood in each stage, from the moves in its timeline. The inner steps of prevention are one stage.</summary>
internal static class StageTimes
{
    private static readonly Sql Select = new(
        "SELECT case_id, stage, entered_at FROM case_timeline WHERE town = @town AND case_id = @caseId AND stage IS NOT NULL ORDER BY version, line");

    /// <summary>The stages that are counted, in their order.</summary>
    internal static IReadOnlyList<BoardLane> Counted { get; } = [BoardLane.Triage, BoardLane.Containment, BoardLane.Recovery, BoardLane.Prevention];

    internal static async Task<IReadOnlyDictionary<BoardLane, TimeSpan>> OfAsync(IReadSession session, string caseId) =>
        Of(await session.QueryAsync<StageMove>(Select, new { caseId }));

    /// <summary>From all moves of one case, oldest first. The stage it stands in now is left out: its time is not over.</summary>
    internal static IReadOnlyDictionary<BoardLane, TimeSpan> Of(IReadOnlyList<StageMove> moves)
    {
        var spent = new Dictionary<BoardLane, TimeSpan>();
        foreach (var (move, next) in moves.Zip(moves.Skip(1)))
        {
            spent[move.Lane] = spent.GetValueOrDefault(move.Lane) + (next.EnteredAt - move.EnteredAt);
        }

        if (moves.Count > 0)
        {
            spent.Remove(moves[^1].Lane);
        }

        return spent;
    }
}

/// <summary>A case went to a stage.</summary>
internal sealed class StageMove
{
    public required string CaseId { get; init; }

    public required string Stage { get; init; }

    public DateTimeOffset EnteredAt { get; init; }

    internal BoardLane Lane => CaseRow.LaneOf(CaseRow.Parse<CaseStage>(Stage));
}
