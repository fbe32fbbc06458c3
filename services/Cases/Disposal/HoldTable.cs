using Csirt.Cases.Model;
using Csirt.Platform.Database;

namespace Csirt.Cases.Disposal;

/// <summary>Which cases are held: the holds themselves stay in their cases.</summary>
internal static class HoldTable
{
    private static readonly Sql Insert = new("INSERT INTO case_hold (town, case_id) VALUES (@town, @caseId)");

    private static readonly Sql Delete = new("DELETE FROM case_hold WHERE town = @town AND case_id = @caseId");

    private static readonly Sql SelectAll = new("SELECT case_id FROM case_hold WHERE town = @town ORDER BY case_id");

    internal static async Task KeepAsync(IUnitOfWork uow, CaseDocument before, CaseDocument c)
    {
        if (before.ActiveHolds.Any() != c.ActiveHolds.Any())
        {
            await uow.ExecuteAsync(c.ActiveHolds.Any() ? Insert : Delete, new { caseId = c.Id });
        }
    }

    internal static Task<IReadOnlyList<string>> AllAsync(IReadSession session) => session.QueryAsync<string>(SelectAll);
}
