using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Portal.Wording;

/// <summary>What the parts of a case are called on the pages, and in which colour: always beside words.</summary>
internal static class CaseWords
{
    public static string Colour(Severity severity) => severity switch
    {
        Severity.Critical => "full",
        Severity.High => "red",
        Severity.Medium => "orange",
        _ => "green",
    };

    public static string Of(BoardLane lane) => lane switch
    {
        BoardLane.Received => "受付",
        BoardLane.Triage => "トリアージ",
        BoardLane.Containment => "封じ込め",
        BoardLane.Recovery => "復旧",
        BoardLane.Prevention => "再発防止",
        BoardLane.AwaitingReports => "報告待ち",
        BoardLane.Ended => "終了",
        _ => throw new ArgumentOutOfRangeException(nameof(lane)),
    };

    public static string Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Emergency => "緊急措置",
        MeasureKind.Containment => "封じ込め",
        MeasureKind.Recovery => "復旧",
        MeasureKind.Prevention => "再発防止",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(MeasureState state) => state switch
    {
        MeasureState.Planned => "予定",
        MeasureState.Done => "実施済み",
        MeasureState.Dropped => "取りやめ",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(InstructionStatus status) => status switch
    {
        InstructionStatus.Open => "回答待ち",
        InstructionStatus.Answered => "回答済み",
        InstructionStatus.Superseded => "差し替え・取消し",
        InstructionStatus.Waived => "無回答のまま続行",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(ContainmentState state) => state switch
    {
        ContainmentState.Open => "未了",
        ContainmentState.Contained => "封じ込め済み",
        ContainmentState.NotApplicable => "不要",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(RecoveryState state) => state switch
    {
        RecoveryState.Open => "未了",
        RecoveryState.Restored => "復旧済み（確認前）",
        RecoveryState.Confirmed => "復旧確認済み",
        RecoveryState.NotApplicable => "不要",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(SimilarSystemsState state) => state switch
    {
        SimilarSystemsState.Done => "実施済み",
        SimilarSystemsState.InProgress => "実施中",
        SimilarSystemsState.NotNeeded => "不要",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(CauseOrigin origin) => origin switch
    {
        CauseOrigin.Own => "自団体",
        CauseOrigin.Contractor => "委託先",
        CauseOrigin.Outside => "外部からの攻撃など",
        CauseOrigin.Unknown => "不明",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public static string Of(PublicationState state) => state switch
    {
        PublicationState.Pending => "検討中",
        PublicationState.Publish => "公表する",
        PublicationState.Published => "公表済み",
        PublicationState.Withhold => "公表しない",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(EvidenceMove move) => move switch
    {
        EvidenceMove.LeftBuilding => "庁外へ持ち出し",
        EvidenceMove.Returned => "返却",
        EvidenceMove.HandedToPolice => "警察へ提出",
        _ => throw new ArgumentOutOfRangeException(nameof(move)),
    };
}
