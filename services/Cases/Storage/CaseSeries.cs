using Csirt.Cases.Opening;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>Hands out case numbers: one series per fiscal year, drills apart. A number is used up only with the case that has it.</summary>
internal static class CaseSeries
{
    private static readonly Sql Advance = new("UPDATE case_series SET last = last + 1 WHERE town = @town AND fiscal_year = @year AND drill = @drill") { Types = "@year INT" };

    private static readonly Sql Begin = new("INSERT INTO case_series (town, fiscal_year, drill, last) VALUES (@town, @year, @drill, 1)") { Types = "@year INT" };

    private static readonly Sql Last = new("SELECT last FROM case_series WHERE town = @town AND fiscal_year = @year AND drill = @drill") { Types = "@year INT" };

    internal static async Task<string> NextAsync(IUnitOfWork uow, bool drill)
    {
        var series = new { year = CaseNumber.FiscalYearOf(uow.Now), drill };
        if (await uow.ExecuteAsync(Advance, series) == 0)
        {
            await uow.ExecuteAsync(Begin, series);
        }

        return CaseNumber.Of(series.year, drill, await uow.QuerySingleAsync<int>(Last, series));
    }
}
