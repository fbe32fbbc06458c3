using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;

namespace Csirt.Portal.Wording;

/// <summary>What states of duties and notifications are called, and in which colour: always beside words.</summary>
internal static class DutyWords
{
    public static string Of(DutyLife state) => state switch
    {
        DutyLife.Provisional => "要判断",
        DutyLife.Open => "未着手",
        DutyLife.Drafted => "起案済み（承認待ち）",
        DutyLife.Approved => "承認済み（提出待ち）",
        DutyLife.Filed => "提出済み（受理待ち）",
        DutyLife.SupplementOpen => "追完あり",
        DutyLife.Accepted => "完了",
        DutyLife.Withdrawn => "取下げ",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Colour(DutyLife state) => state switch
    {
        DutyLife.Provisional => "yellow",
        DutyLife.Open => "orange",
        DutyLife.Accepted => "green",
        DutyLife.Withdrawn => string.Empty,
        _ => "blue",
    };

    public static string Of(RuleLabel label) => label switch
    {
        RuleLabel.Statute => "法令",
        RuleLabel.Guideline => "ガイドライン",
        RuleLabel.Town => "町",
        _ => throw new ArgumentOutOfRangeException(nameof(label)),
    };

    /// <summary>Kind of a body outside; the code itself where it is a new one.</summary>
    public static string Body(string kind) => kind switch
    {
        "prefecture" => "県",
        "prefecture_cloud" => "自治体情報セキュリティクラウド",
        "ministry" => "省庁",
        "commission" => "個人情報保護委員会",
        "police" => "警察",
        "jlis" => "J-LIS",
        "contractor" => "委託事業者",
        "cloud" => "クラウドサービス事業者",
        "persons_concerned" => "本人",
        "internal" => "庁内",
        "expert" => "外部の専門家",
        "sister_town" => "他の地方公共団体の窓口",
        "other" => "その他の関係機関",
        _ => kind,
    };

    public static string Of(GroundStatus status) => status switch
    {
        GroundStatus.Duty => "該当",
        GroundStatus.Provisional => "要判断",
        GroundStatus.WithdrawalProposed => "該当しなくなった可能性",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>What was done with a duty; the code itself where it is a new one.</summary>
    public static string Event(string what) => what switch
    {
        "added" => "義務が生じた",
        "confirmed" => "該当と確定",
        "redated" => "期限の変更",
        "drafted" => "起案",
        "approved" => "承認",
        "filed" => "提出",
        "urgent_filed" => "緊急提出",
        "accepted" => "受理・完了",
        "received" => "県の受付",
        "forwarded" => "県から総務省への進達",
        "ministry_received" => "総務省の受付",
        "supplemented" => "追完",
        "deferred" => "本人通知の延期",
        "kept" => "取下げず継続",
        "withdrawn" => "取下げ",
        "ground_decided" => "該当の判断",
        "report_written" => "文案を書いた",
        "approved_afterwards" => "事後承認",
        "supplement_wanted" => "追完が必要",
        "redate_accepted" => "早い期限に変えた",
        "redate_refused" => "期限を変えなかった",
        "redate_proposed" => "期限の変更の提案",
        "withdrawal_proposed" => "取下げの提案",
        "withdrawal_decided" => "該当なしと判断",
        "grounds_changed" => "該当する号の変更",
        "supplement_needed" => "新しい事実により追完",
        "satisfied" => "事案の記録により完了",
        "passed_on" => "統合先へ引継ぎ",
        "taken_back" => "統合の取消しにより復帰",
        "group_planned" => "本人通知の区分",
        "group_notified" => "本人通知",
        "group_deferred" => "本人通知の延期（区分）",
        "group_substituted" => "本人通知に代わる措置",
        _ => what,
    };

    public static string Of(GroupState state) => state switch
    {
        GroupState.Planned => "これから知らせる",
        GroupState.Notified => "知らせた",
        GroupState.Deferred => "延期",
        GroupState.Substituted => "代わりの措置をとった",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Colour(GroupState state) => state switch
    {
        GroupState.Notified => "green",
        GroupState.Substituted => "blue",
        GroupState.Deferred => "yellow",
        _ => "orange",
    };

    public static string Of(NotificationState state) => state switch
    {
        NotificationState.Requested => "送信待ち",
        NotificationState.DigestWaiting => "まとめ待ち",
        NotificationState.WrittenOut => "書き出し（未送信）",
        NotificationState.Sent => "送信済",
        NotificationState.Acknowledged => "受領確認済",
        NotificationState.Failed => "送信失敗",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Colour(NotificationState state) => state switch
    {
        NotificationState.WrittenOut or NotificationState.Failed => "red",
        NotificationState.Acknowledged => "green",
        NotificationState.Sent => "blue",
        _ => "yellow",
    };

    public static string Of(ChainStepKind kind) => kind switch
    {
        ChainStepKind.First => "最初の通知",
        ChainStepKind.Again => "同じ手段でもう一度",
        ChainStepKind.NextChannel => "次の手段で",
        ChainStepKind.Deputy => "代理へ",
        ChainStepKind.Leader => "責任者へ",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A state of a notification by its stable name.</summary>
    public static string State(string state) => state switch
    {
        "written_out" => "書き出し（未送信）",
        "sent" => "送信済",
        "acknowledged" => "受領確認済",
        "failed" => "送信失敗",
        _ => "送信待ち",
    };

    public static string Of(ContactMeans means) => means switch
    {
        ContactMeans.Mail => "メール",
        ContactMeans.Gateway => "取次（SMS・音声・チャット）",
        ContactMeans.Phone => "電話",
        ContactMeans.Fax => "FAX",
        ContactMeans.InPerson => "対面",
        ContactMeans.Other => "その他",
        _ => throw new ArgumentOutOfRangeException(nameof(means)),
    };

    public static string Of(ContactOutcome outcome) => outcome switch
    {
        ContactOutcome.Sent => "送信済",
        ContactOutcome.WrittenOut => "書き出し（未送信）",
        ContactOutcome.Postponed => "延期",
        ContactOutcome.Failed => "失敗",
        ContactOutcome.Reached => "つながった",
        ContactOutcome.NotReached => "不在・応答なし",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static string Of(AcknowledgedBy how) => how switch
    {
        AcknowledgedBy.Link => "メールのリンク",
        AcknowledgedBy.Page => "画面",
        AcknowledgedBy.Code => "確認番号",
        AcknowledgedBy.Phone => "電話（確認番号）",
        AcknowledgedBy.Contact => "電話・対面など",
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };
}
