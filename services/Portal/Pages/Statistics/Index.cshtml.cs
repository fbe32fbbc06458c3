using System.Globalization;
using System.Text;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Statistics;

/// <summary>統計: a fiscal year in figures, drills in tables of their own; also as a CSV file.</summary>
internal sealed class StatisticsModel(CasesClient cases, TimeProvider time) : FormPage(time)
{
    private const int FirstMonth = 4;
    private const int Months = 12;

    /// <summary>Fiscal year; left out: this one.</summary>
    [FromQuery(Name = "year")]
    public int? Year { get; init; }

    public CaseStatistics Figures { get; private set; } = null!;

    /// <summary>This fiscal year: there is none after it yet.</summary>
    public bool IsLatest => Figures.FiscalYear >= Today.AddMonths(1 - FirstMonth).Year;

    public IReadOnlyList<(string Name, bool Drill, CaseFigures Figures)> Parts => [("実際の事案", false, Figures.Real), ("訓練", true, Figures.Drills)];

    public static string NameOf(IncidentKind? kind) => kind?.InJapanese() ?? "未分類";

    public static string NameOfMonth(int index) => $"{((index + FirstMonth - 1) % Months) + 1}月";

    /// <summary>Hours in the words people use: hours up to two days, then days.</summary>
    public static string Say(double? hours) => hours switch
    {
        null => "—",
        < 48 => $"{Math.Round(hours.Value, 1).ToString(CultureInfo.InvariantCulture)}時間",
        _ => $"{Math.Round(hours.Value / 24, 1).ToString(CultureInfo.InvariantCulture)}日",
    };

    public async Task OnGetAsync(CancellationToken stop) => Figures = await cases.StatisticsAsync(Year, stop);

    /// <summary>The tables as CSV, with the mark by which spreadsheets know UTF-8.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        await OnGetAsync(stop);
        var text = new StringBuilder("年度,区分,種類,件数,重大・緊急,終了,終了までの時間（中央値）,終了までの時間（最長）\r\n");
        foreach (var (name, _, figures) in Parts)
        {
            foreach (var kind in figures.ByKind)
            {
                text.Append(CultureInfo.InvariantCulture, $"{Figures.FiscalYear},{name},{NameOf(kind.Kind)},{kind.Cases},{kind.Grave},{kind.Ended},{kind.MedianHours:0.0},{kind.LongestHours:0.0}\r\n");
            }
        }

        return File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", $"csirt-statistics-{Figures.FiscalYear}.csv");
    }
}
