using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Messages;
using Csirt.Platform.Access;
using Csirt.Platform.Database;
using Csirt.Platform.Replicas;

namespace Csirt.Intake.Following;

/// <summary>
/// The case a report is handled in: its own, and after a merge the surviving one. Told by the newest snapshots, in whatever
/// order they arrived.
/// </summary>
/// <param name="Own">The case that holds the report itself.</param>
/// <param name="Surviving">The case that goes on; the same where nothing was merged.</param>
internal sealed record CaseOfReport(CaseChanged Own, CaseChanged Surviving)
{
    private const int MostMerges = 16;

    private static readonly Sql Select = new(
        """
        SELECT c.document FROM case_report m JOIN case_copy c ON c.town = m.town AND c.case_id = m.case_id
        WHERE m.town = @town AND m.report_id = @reportId
        """);

    public static async Task<CaseOfReport?> FindAsync(IReadSession session, string reportId)
    {
        var documents = await session.QueryAsync<string>(Select, new { reportId });
        var own = documents.Select(d => JsonSerializer.Deserialize<CaseChanged>(d, CsirtJson.Options)!)
            .OrderBy(c => c.MergedIntoId is not null).ThenByDescending(c => c.ChangedAt).FirstOrDefault();
        return own is null ? null : new CaseOfReport(own, await SurvivorAsync(session, own));
    }

    /// <summary>
    /// Whoever may do it in the surviving case may; so may whoever could in the report's own, unless the surviving one shuts them out.
    /// </summary>
    public Verdict Decide(Caller caller, Act act)
    {
        var surviving = AccessTable.Decide(caller, act, CaseScope.Of(Surviving));
        var shutOut = Surviving.ImplicatedIds.Contains(caller.Subject) || (Surviving.Restricted && !Surviving.HandlerIds.Contains(caller.Subject));
        if (surviving == Verdict.Permitted || shutOut)
        {
            return surviving;
        }

        var own = AccessTable.Decide(caller, act, CaseScope.Of(Own));
        return own == Verdict.DoesNotExist ? surviving : own;
    }

    private static async Task<CaseChanged> SurvivorAsync(IReadSession session, CaseChanged own)
    {
        var surviving = own;
        for (var merges = 0; merges < MostMerges && surviving.MergedIntoId is { } next; merges++)
        {
            // Its first snapshot may still be on the way.
            if (await CaseCopies.FindAsync(session, next) is not { } found)
            {
                break;
            }

            surviving = found;
        }

        return surviving;
    }
}
