using Csirt.Contracts.Http.Intake;

namespace Csirt.Portal.Pages.Reports;

/// <summary>How far a report has come, in the words a reporter is told.</summary>
internal static class ReportWords
{
    public static string Of(Progress progress) => progress switch
    {
        Progress.Accepted => "受付済み",
        Progress.Checking => "確認中",
        Progress.Handling => "対応中",
        Progress.Handled => "対応完了",
        Progress.Ended => "完了",
        Progress.NotIncident => "確認終了",
        _ => throw new ArgumentOutOfRangeException(nameof(progress)),
    };
}
