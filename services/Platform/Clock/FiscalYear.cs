namespace Csirt.Platform.Clock;

/// <summary>年度: from the 1st of April to the 31st of March, in Japan (UTC+9).</summary>
public static class FiscalYear
{
    /// <summary>Month with which it begins.</summary>
    public const int FirstMonth = 4;

    /// <summary>The earliest that anyone asks for.</summary>
    public const int First = 2000;

    /// <summary>The latest whose end can still be written as a moment.</summary>
    public const int Last = 9000;

    private const int Months = 12;
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    /// <summary>The fiscal year of a moment, named after the year in whose April it begins.</summary>
    public static int Of(DateTimeOffset moment)
    {
        var day = moment.ToOffset(Japan);
        return day.Month >= FirstMonth ? day.Year : day.Year - 1;
    }

    /// <summary>Which month of its fiscal year a moment falls in: 0 is April, 11 is March.</summary>
    public static int MonthOf(DateTimeOffset moment) => (moment.ToOffset(Japan).Month - FirstMonth + Months) % Months;

    /// <summary>First moment of a fiscal year (UTC).</summary>
    public static DateTimeOffset BeginOf(int year) => new DateTimeOffset(year, FirstMonth, 1, 0, 0, 0, Japan).ToUniversalTime();

    /// <summary>The fiscal year that was asked for, or this one; 400 <c>invalid</c> where it is none.</summary>
    /// <param name="asked">Four digits; null: this one.</param>
    /// <param name="now">Now (UTC).</param>
    public static int Asked(int? asked, DateTimeOffset now) => asked switch
    {
        null => Of(now),
        >= First and <= Last => asked.Value,
        _ => throw Http.Problem.Invalid(new Dictionary<string, string[]> { ["fiscal_year"] = ["年度を西暦4桁で入力してください。"] }),
    };
}
