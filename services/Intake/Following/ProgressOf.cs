using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Intake.Storage;

namespace Csirt.Intake.Following;

/// <summary>How far a report has come, for its reporter: of the case itself nothing shows.</summary>
internal static class ProgressOf
{
    /// <summary>Of a restricted case, and to a reporter who is shut out of it, never more than that the report was accepted.</summary>
    public static Progress Report(ReportRow report, CaseOfReport? held)
    {
        var hidden = report.Restricted || held is null || held.Own.Restricted || held.Surviving.Restricted
            || (report.ReporterId is { } reporter && held.Surviving.ImplicatedIds.Contains(reporter));
        return hidden ? Progress.Accepted : Stage(held!.Surviving.Stage);
    }

    public static string Name(Progress progress) => progress switch
    {
        Progress.Accepted => "受付済み",
        Progress.Checking => "確認中",
        Progress.Handling => "対応中",
        Progress.Handled => "対応完了",
        Progress.Ended => "完了",
        Progress.NotIncident => "確認終了",
        _ => throw new ArgumentOutOfRangeException(nameof(progress)),
    };

    public static string Explanation(Progress progress) => progress switch
    {
        Progress.Accepted => "報告を受け付けました。担当者が内容を確認します。",
        Progress.Checking => "担当者が状況を確認しています。",
        Progress.Handling => "被害の拡大を防ぐ処置、復旧、再発防止などの対応をしています。",
        Progress.Handled => "対応が終わりました。関係機関への報告などの手続が残っていることがあります。",
        Progress.Ended => "対応と手続がすべて終わりました。",
        Progress.NotIncident => "確認の結果、情報セキュリティインシデントには当たらないと判断しました。",
        _ => throw new ArgumentOutOfRangeException(nameof(progress)),
    };

    private static Progress Stage(CaseStage stage) => stage switch
    {
        CaseStage.Received => Progress.Accepted,
        CaseStage.Triage => Progress.Checking,
        CaseStage.Containment or CaseStage.Recovery or CaseStage.PreventionDrafting or CaseStage.PreventionAwaitingCiso or CaseStage.PreventionImplementing => Progress.Handling,
        CaseStage.Resolved => Progress.Handled,
        CaseStage.Closed => Progress.Ended,
        CaseStage.NotIncident => Progress.NotIncident,
        // The surviving case's snapshot is still on the way.
        CaseStage.Merged => Progress.Checking,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
