using Csirt.Cases.Storage;
using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Database;

namespace Csirt.Cases.Duplicates;

/// <summary>Pairs of cases that look like the same event. They stay suggestions until a person merges or dismisses them.</summary>
internal static class DuplicateStore
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO case_duplicate (town, case_id, other_id)
        SELECT @town, @caseId, @other WHERE NOT EXISTS (SELECT 1 FROM case_duplicate WHERE town = @town AND case_id = @caseId AND other_id = @other)
        """)
    { Types = "@other CHAR(32)" };

    // Only cases of the same kind, drill or real, that still go on; whether the caller may see them is asked for each.
    private static readonly Sql SelectOpen = new(
        """
        SELECT f.id, f.number FROM case_file f
        WHERE f.town = @town AND f.ended = 0 AND f.id <> @caseId AND f.drill = @drill AND EXISTS (
            SELECT 1 FROM case_duplicate d WHERE d.town = @town AND d.dismissed_at IS NULL
                AND ((d.case_id = @caseId AND d.other_id = f.id) OR (d.other_id = @caseId AND d.case_id = f.id)))
        ORDER BY f.id
        """);

    private static readonly Sql Dismiss = new(
        """
        UPDATE case_duplicate SET dismissed_at = @now, dismissed_by = @actor
        WHERE town = @town AND dismissed_at IS NULL AND ((case_id = @caseId AND other_id = @otherId) OR (case_id = @otherId AND other_id = @caseId))
        """)
    { Types = "@actor VARCHAR(64)" };

    internal static async Task SuggestAsync(IUnitOfWork uow, string caseId, IReadOnlyList<string> likelyReportIds)
    {
        if (likelyReportIds.Count == 0)
        {
            return;
        }

        foreach (var other in await ReportMap.CasesOfAsync(uow, likelyReportIds))
        {
            await uow.ExecuteAsync(Insert, new { caseId, other });
        }
    }

    internal static async Task<IReadOnlyList<CaseLink>> OpenAsync(IReadSession session, string caseId, bool drill) =>
        [.. (await session.QueryAsync<LinkRow>(SelectOpen, new { caseId, drill })).Select(r => new CaseLink(r.Id, r.Number))];

    /// <summary>How many suggestions it took back.</summary>
    internal static Task<int> DismissAsync(IUnitOfWork uow, string caseId, string otherId) =>
        uow.ExecuteAsync(Dismiss, new { caseId, otherId, uow.Now, uow.Actor });

    private sealed class LinkRow
    {
        public required string Id { get; init; }
        public required string Number { get; init; }
    }
}
