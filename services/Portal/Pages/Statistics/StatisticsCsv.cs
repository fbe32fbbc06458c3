using System.Globalization;
using System.Text;
using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Statistics;

/// <summary>The tables as CSV: a line per kind of case, or per duty; lengths of time in hours.</summary>
internal static class StatisticsCsv
{
    private const string Head = "年度,区分,種類,件数,重大・緊急,終了,終了までの時間（中央値）,終了までの時間（最長）";

    public static string OfCases(int year, IReadOnlyList<StatisticsPart> parts)
    {
        var text = new StringBuilder(Head);
        foreach (var stage in parts[0].Cases.ByStage)
        {
            var name = CaseWords.Of(stage.Stage);
            text.Append(CultureInfo.InvariantCulture, $",{name}の件数,{name}の時間（中央値）,{name}の時間（最長）");
        }

        text.Append("\r\n");
        foreach (var part in parts)
        {
            foreach (var kind in part.Cases.ByKind)
            {
                text.Append(CultureInfo.InvariantCulture, $"{year},{part.Name},{StatisticsModel.NameOf(kind.Kind)},{kind.Cases},{kind.Grave},{kind.Ended},{kind.MedianHours:0.0},{kind.LongestHours:0.0}");
                text.AppendJoin("", kind.ByStage.Select(Stage)).Append("\r\n");
            }
        }

        return text.ToString();
    }

    public static string OfDuties(int year, IReadOnlyList<StatisticsPart> parts)
    {
        var text = new StringBuilder("年度,区分,規則,報告義務,報告先,期限内に提出,期限後に提出,期限の定めなく提出,未提出（期限前）,未提出（期限超過）\r\n");
        foreach (var part in parts)
        {
            foreach (var duty in part.Duties ?? [])
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{year},{part.Name},{Cell(duty.RuleId)},{Cell(duty.Title)},{Cell(DutyWords.Body(duty.Recipient))},{duty.OnTime},{duty.Late},{duty.Undated},{duty.Open},{duty.Overdue}\r\n");
            }
        }

        return text.ToString();
    }

    private static string Stage(StageFigures stage) => string.Create(CultureInfo.InvariantCulture, $",{stage.Cases},{stage.MedianHours:0.0},{stage.LongestHours:0.0}");

    // Rules are named by the town.
    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
