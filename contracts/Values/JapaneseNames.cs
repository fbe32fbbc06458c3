namespace Csirt.Contracts.Values;

/// <summary>What the values are called in Japanese, the same words on pages, in mails and in the timeline.</summary>
public static class JapaneseNames
{
    /// <summary>はい, おそれ, いいえ, 不明.</summary>
    public static string InJapanese(this Answer answer) => answer switch
    {
        Answer.Yes => "はい",
        Answer.Suspected => "おそれあり",
        Answer.No => "いいえ",
        Answer.Unknown => "不明",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    /// <summary>An answer, or 未回答 where nobody has been asked yet.</summary>
    public static string InJapanese(this Answer? answer) => answer?.InJapanese() ?? "未回答";

    /// <summary>重大度.</summary>
    public static string InJapanese(this Severity severity) => severity switch
    {
        Severity.Low => "軽微",
        Severity.Medium => "中",
        Severity.High => "重大",
        Severity.Critical => "緊急",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };

    /// <summary>種別.</summary>
    public static string InJapanese(this IncidentKind kind) => kind switch
    {
        IncidentKind.AbusiveContent => "迷惑メール等",
        IncidentKind.MaliciousCode => "マルウェア感染",
        IncidentKind.InformationGathering => "不審メール・探索行為",
        IncidentKind.IntrusionAttempts => "侵入の試み",
        IncidentKind.Intrusions => "侵入・改ざん",
        IncidentKind.Availability => "停止・障害",
        IncidentKind.InformationContentSecurity => "情報の漏えい・不正な閲覧や変更",
        IncidentKind.Fraud => "詐欺・なりすまし",
        IncidentKind.Vulnerable => "脆弱性",
        IncidentKind.Other => "その他",
        IncidentKind.Test => "試験",
        IncidentKind.LostDevice => "機器・記録媒体の紛失・盗難",
        IncidentKind.LostCard => "ICカードの紛失",
        IncidentKind.LeakedPassword => "パスワードの漏えい",
        IncidentKind.Paper => "書類の紛失・誤廃棄・誤交付",
        IncidentKind.Missent => "メール・FAXの誤送信",
        IncidentKind.PolicyViolation => "ポリシー違反",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>報告の経路.</summary>
    public static string InJapanese(this Channel channel) => channel switch
    {
        Channel.Staff => "職員",
        Channel.Resident => "住民など外部",
        Channel.Contractor => "委託事業者",
        Channel.Cloud => "クラウドサービス事業者",
        Channel.Monitoring => "監視",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>ネットワーク区分.</summary>
    public static string InJapanese(this NetworkZone zone) => zone switch
    {
        NetworkZone.MyNumber => "マイナンバー利用事務系",
        NetworkZone.Lgwan => "LGWAN接続系",
        NetworkZone.Internet => "インターネット接続系",
        _ => throw new ArgumentOutOfRangeException(nameof(zone)),
    };

    /// <summary>As records are called in the list of retention periods.</summary>
    public static string InJapanese(this RecordClass records) => records switch
    {
        RecordClass.Case => "事案の記録",
        RecordClass.Report => "報告・添付",
        RecordClass.Ledger => "送達台帳",
        RecordClass.PersonalInformation => "個人情報に関わる事案",
        RecordClass.Drill => "訓練の記録",
        RecordClass.Audit => "監査記録",
        _ => throw new ArgumentOutOfRangeException(nameof(records)),
    };

    /// <summary>段階.</summary>
    public static string InJapanese(this CaseStage stage) => stage switch
    {
        CaseStage.Received => "受付",
        CaseStage.Triage => "トリアージ",
        CaseStage.Containment => "封じ込め",
        CaseStage.Recovery => "復旧",
        CaseStage.PreventionDrafting => "再発防止（検討中）",
        CaseStage.PreventionAwaitingCiso => "再発防止（CISO確認待ち）",
        CaseStage.PreventionImplementing => "再発防止（実施中）",
        CaseStage.Resolved => "対応完了",
        CaseStage.Closed => "完結",
        CaseStage.NotIncident => "非該当",
        CaseStage.Merged => "重複",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
