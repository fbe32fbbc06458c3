using Csirt.Cases.Opening;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;

namespace Csirt.Cases.Storage;

/// <summary>Hands out case numbers: one series per fiscal year, drills apart. A number is used up only with the case that has it.</summary>
internal static class CaseSeries
{
    private static readonly Sql Advance = new("UPDATE case_series SET last = last + 1 WHERE town = @town AND fiscal_year = @year AND drill = @drill") { Types = "@year INT" };

    private static readonly Sql Begin = new("INSERT INTO case_series (town, fiscal_year, drill, last) VALUES (@town, @year, @drill, 1)") { Types = "@year INT" };

    private static readonly Sql Last = new("SELECT last FROM case_series WHERE town = @town AND fiscal_year = @year AND drill = @drill") { Types = "@year INT" };

    private static readonly Sql Jump = new("UPDATE case_series SET last = last + @jump WHERE town = @town") { Types = "@jump INT" };

    private static readonly Sql BeginAt = new(
        """
        INSERT INTO case_series (town, fiscal_year, drill, last)
        SELECT @town, @year, @drill, @jump WHERE NOT EXISTS (SELECT 1 FROM case_series WHERE town = @town AND fiscal_year = @year AND drill = @drill)
        """)
    { Types = "@year INT, @jump INT" };

    /// <summary>More cases than a town opens between two backups: none of the numbers given out meanwhile is given out again.</summary>
    private const int Leap = 1000;

    internal static async Task JumpAsync(IUnitOfWork uow, DateTimeOffset knownThrough)
    {
        await uow.ExecuteAsync(Jump, new { jump = Leap });
        foreach (var year in new[] { FiscalYear.Of(knownThrough), FiscalYear.Of(uow.Now) }.Distinct())
        {
            // A series that began in the time that is lost.
            await uow.ExecuteAsync(BeginAt, new { year, drill = false, jump = Leap });
            await uow.ExecuteAsync(BeginAt, new { year, drill = true, jump = Leap });
        }
    }

    internal static async Task<string> NextAsync(IUnitOfWork uow, bool drill)
    {
        var series = new { year = FiscalYear.Of(uow.Now), drill };
        if (await uow.ExecuteAsync(Advance, series) == 0)
        {
            await uow.ExecuteAsync(Begin, series);
        }

        return CaseNumber.Of(series.year, drill, await uow.QuerySingleAsync<int>(Last, series));
    }
}
