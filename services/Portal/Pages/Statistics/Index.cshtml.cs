using System.Globalization;
using System.Text;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Platform.Clock;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Statistics;

/// <summary>統計: a fiscal year in figures, drills in tables of their own; also as CSV files.</summary>
internal sealed class StatisticsModel(CasesClient cases, EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    private const int Months = 12;

    /// <summary>Fiscal year; left out: this one.</summary>
    [FromQuery(Name = "year")]
    public int? Year { get; init; }

    public CaseStatistics Figures { get; private set; } = null!;

    /// <summary>Null where Escalation does not answer.</summary>
    public DutyStatistics? Duties { get; private set; }

    /// <summary>This fiscal year: there is none after it yet.</summary>
    public bool IsLatest => Figures.FiscalYear >= FiscalYear.Of(Now);

    public IReadOnlyList<StatisticsPart> Parts =>
        [new("実際の事案", "real", Figures.Real, Duties?.Real), new("訓練", "drills", Figures.Drills, Duties?.Drills)];

    public static string NameOf(IncidentKind? kind) => kind?.InJapanese() ?? "未分類";

    public static string NameOfMonth(int index) => $"{((index + FiscalYear.FirstMonth - 1) % Months) + 1}月";

    /// <summary>Hours in the words people use: hours up to two days, then days.</summary>
    public static string Say(double? hours) => hours switch
    {
        null => "—",
        < 48 => $"{Math.Round(hours.Value, 1).ToString(CultureInfo.InvariantCulture)}時間",
        _ => $"{Math.Round(hours.Value / 24, 1).ToString(CultureInfo.InvariantCulture)}日",
    };

    public async Task OnGetAsync(CancellationToken stop)
    {
        Figures = await cases.StatisticsAsync(Year, stop);
        Duties = await new Loading(stop).OrAsync<DutyStatistics?>(async s => await escalation.StatisticsAsync(Year, s), null);
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        Figures = await cases.StatisticsAsync(Year, stop);
        return Csv("csirt-statistics", StatisticsCsv.OfCases(Figures.FiscalYear, Parts));
    }

    public async Task<IActionResult> OnGetDutiesCsvAsync(CancellationToken stop)
    {
        Figures = await cases.StatisticsAsync(Year, stop);
        Duties = await escalation.StatisticsAsync(Year, stop);
        return Csv("csirt-duties", StatisticsCsv.OfDuties(Figures.FiscalYear, Parts));
    }

    // With the mark by which spreadsheets know UTF-8.
    private FileContentResult Csv(string name, string text) =>
        File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"{name}-{Figures.FiscalYear}.csv");
}

/// <summary>Real cases or drills.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Id">Name of the part on the page.</param>
/// <param name="Cases">Of the cases.</param>
/// <param name="Duties">Of their duties; null where they could not be read.</param>
internal sealed record StatisticsPart(string Name, string Id, CaseFigures Cases, IReadOnlyList<DutyKindFigures>? Duties);
