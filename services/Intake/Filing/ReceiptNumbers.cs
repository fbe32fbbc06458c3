using System.Globalization;
using Csirt.Platform.Clock;
using Csirt.Platform.Database;

namespace Csirt.Intake.Filing;

/// <summary>Numbers a person can read out: 受付-R8-0012 by fiscal year (from April, in Japan) and town; drills have a series of their own.</summary>
internal static class ReceiptNumbers
{
    private const int YearBeforeReiwa = 2018;

    private static readonly Sql Next = new(
        "UPDATE receipt_sequence SET last = last + 1 WHERE town = @town AND fiscal_year = @fiscalYear AND drill = @drill RETURNING last",
        "UPDATE receipt_sequence SET last = last + 1 OUTPUT inserted.last WHERE town = @town AND fiscal_year = @fiscalYear AND drill = @drill");

    private static readonly Sql Begin = new(
        """
        INSERT INTO receipt_sequence (town, fiscal_year, drill, last)
        SELECT @town, @fiscalYear, @drill, 0
        WHERE NOT EXISTS (SELECT 1 FROM receipt_sequence WHERE town = @town AND fiscal_year = @fiscalYear AND drill = @drill)
        """,
        """
        INSERT INTO receipt_sequence (town, fiscal_year, drill, last)
        SELECT @town, @fiscalYear, @drill, 0
        WHERE NOT EXISTS (SELECT 1 FROM receipt_sequence WITH (UPDLOCK, HOLDLOCK) WHERE town = @town AND fiscal_year = @fiscalYear AND drill = @drill)
        """);

    private static readonly Sql Jump = new("UPDATE receipt_sequence SET last = last + @jump WHERE town = @town") { Types = "@jump INT" };

    /// <summary>More reports than a town receives between two backups: none of the numbers given out meanwhile is given out again.</summary>
    private const int Leap = 1000;

    /// <summary>After a restore.</summary>
    public static async Task JumpAsync(IUnitOfWork uow, DateTimeOffset knownThrough)
    {
        foreach (var fiscalYear in new[] { FiscalYear.Of(knownThrough), FiscalYear.Of(uow.Now) }.Distinct())
        {
            // Also a series that began in the time that is lost.
            await uow.ExecuteAsync(Begin, new { fiscalYear, drill = false });
            await uow.ExecuteAsync(Begin, new { fiscalYear, drill = true });
        }

        await uow.ExecuteAsync(Jump, new { jump = Leap });
    }

    public static async Task<string> NextAsync(IUnitOfWork uow, bool drill)
    {
        var series = new { fiscalYear = FiscalYear.Of(uow.Now), drill };
        if (await uow.QuerySingleAsync<long?>(Next, series) is not { } number)
        {
            await uow.ExecuteAsync(Begin, series);
            number = await uow.QuerySingleAsync<long>(Next, series);
        }

        return Format(series.fiscalYear, drill, number);
    }

    public static string Format(int fiscalYear, bool drill, long number)
    {
        var year = fiscalYear - YearBeforeReiwa;
        return drill
            ? string.Create(CultureInfo.InvariantCulture, $"訓練受付-R{year}-{number:000}")
            : string.Create(CultureInfo.InvariantCulture, $"受付-R{year}-{number:0000}");
    }
}
