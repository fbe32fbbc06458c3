using Csirt.Contracts;

namespace Csirt.Escalation.Auditing;

/// <summary>What an id of a check names.</summary>
internal enum SubjectKind
{
    Report,
    Case,
    Duty,
    Mail,
    Directory,
    Service,
}

/// <summary>One side of a comparison.</summary>
internal sealed record Side(string Service, string Holding);

/// <summary>Something the auditor looks for, and what a person reads when it is found.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Subject">What its subjects are.</param>
/// <param name="WhatToDo">What to do, in Japanese.</param>
internal record Check(string Code, SubjectKind Subject, string WhatToDo)
{
    /// <summary>It does not go away by itself: a person closes it with a reason.</summary>
    public bool NeedsPerson { get; init; }

    /// <summary>What does not fit, in Japanese.</summary>
    public virtual string Message(FindingRow finding) => finding.Note ?? string.Empty;
}

/// <summary>Two services hold the same. Messages run from the first to the second.</summary>
internal sealed record Comparison(string Code, SubjectKind Subject, Side Here, Side There, string NotThere, string NotHere, string Unlike, string WhatToDo)
    : Check(Code, Subject, WhatToDo)
{
    /// <summary>The versions are counts, which may fall as well as grow.</summary>
    public bool Counts { get; init; }

    public override string Message(FindingRow finding) => finding switch
    {
        { There: null } => NotThere,
        { Here: null } => NotHere,
        _ => $"{Unlike}（{finding.Here}と{finding.There}）",
    };
}

/// <summary>All checks of the auditor (docs/adr/0010).</summary>
internal static class Checks
{
    /// <summary>Services by their names in Japanese.</summary>
    public static IReadOnlyDictionary<string, string> ServiceNames { get; } = new Dictionary<string, string>
    {
        [Topology.Services.Intake] = "受付",
        [Topology.Services.Cases] = "対応",
        [Topology.Services.Escalation] = "報告義務",
        [Topology.Services.Notification] = "通知",
        [Topology.Services.Directory] = "連絡網",
    };

    private const string Restore = "その行は失われています。バックアップの中身と監査記録で確かめ、復元するかどうかを運用担当と決めてください。";
    private const string Look = "「運用」で処理できなかったメッセージを確認し、やり直してください。解消しないときは、";

    public static Comparison Reports { get; } = new(
        "reports", SubjectKind.Report, new Side(Topology.Services.Intake, "reports"), new Side(Topology.Services.Cases, "reports"),
        "受け付けた報告に、対応する事案がありません。", "事案のもとになった報告が、受付にありません。", "報告の版が違います。",
        $"報告者に連絡し、対応に漏れがないか確認してください。{Look}{Restore}");

    public static Comparison CaseFacts { get; } = new(
        "cases", SubjectKind.Case, new Side(Topology.Services.Cases, "cases"), new Side(Topology.Services.Escalation, "cases"),
        "事案が報告義務サービスに伝わっていません。この事案の期限は計算されていません。", "報告義務サービスにある事案が、対応サービスにありません。", "報告義務サービスの事案が古いままです。期限が正しくないおそれがあります。",
        $"この事案の報告期限を人が数えてください。{Look}{Restore}");

    public static Check DutyRemade { get; } = new("duty_remade", SubjectKind.Duty, "この義務の起案・承認・提出の記録を、控え（監査記録、提出した書類）から確かめて記録し直し、理由を付けて閉じてください。") { NeedsPerson = true };

    public static Check DutyMissing { get; } = new("duty_missing", SubjectKind.Case, "事案の報告義務を開いて、必要な報告がそろっているか確認してください。");

    public static Check Restored { get; } = new("restored", SubjectKind.Service,
        "復元により失われた可能性のある操作を、関係者への聞き取り、紙の控え、監査記録の定点と突き合わせて確かめ、記録し直してください。確かめたことを理由に書いて閉じてください。")
    { NeedsPerson = true };

    public static Check Unreachable { get; } = new("unreachable", SubjectKind.Service, "サービスが動いているか、アドレス（Services:*:Address）と照合の鍵（Auditor:KeyFile）が合っているかを確認してください。");

    public static Check Backlog { get; } = new("backlog", SubjectKind.Service, "受け取り側のサービスとメッセージの仲介（RabbitMQ）が動いているか確認してください。動き出せば自動で追いつきます。");

    public static IReadOnlyList<Comparison> Comparisons { get; } =
    [
        Reports,
        CaseFacts,
        CaseCopy(Topology.Services.Notification, "通知", "閲覧できる人の判断と、通知の差止めが古いままです。"),
        CaseCopy(Topology.Services.Intake, "受付", "報告者に見せる進み具合が古いままです。"),
        new Comparison(
            "duties", SubjectKind.Duty, new Side(Topology.Services.Escalation, "expected_duties"), new Side(Topology.Services.Escalation, "duties"),
            "あったはずの報告義務の行がありません。", "記録のない報告義務の行があります。", "報告義務が違います。", $"この事案の報告期限を人が確かめてください。{Restore}"),
        new Comparison(
            "open_duties", SubjectKind.Case, new Side(Topology.Services.Escalation, "open_duties"), new Side(Topology.Services.Cases, "open_duties"),
            "報告義務がボードに出ていません。", "ボードに出ている報告義務が、報告義務サービスにありません。", "終わっていない報告義務の数が、ボードと合いません。",
            $"事案の報告義務を開いて期限を確かめてください。{Look}{Restore}") { Counts = true },
        new Comparison(
            "mails", SubjectKind.Mail, new Side(Topology.Services.Escalation, "expected_mails"), new Side(Topology.Services.Escalation, "mails"),
            "送ったはずの通知の行が、報告義務サービスにありません。再送と代行者への連絡が止まります。", "記録のない通知の行があります。", "通知が違います。",
            $"相手に電話などで伝わったか確認してください。{Restore}"),
        new Comparison(
            "ledger", SubjectKind.Mail, new Side(Topology.Services.Escalation, "expected_mails"), new Side(Topology.Services.Notification, "notifications"),
            "依頼した通知が送達台帳にありません。相手に伝わっていないおそれがあります。", "送達台帳の通知を、報告義務サービスが知りません。", "通知が違います。",
            $"相手に電話などで伝わったか確認してください。{Look}{Restore}"),
        .. new[] { (Topology.Services.Intake, "受付"), (Topology.Services.Cases, "対応"), (Topology.Services.Escalation, "報告義務"), (Topology.Services.Notification, "通知") }
            .Select(s => DirectoryCopy(s.Item1, s.Item2)),
    ];

    private static readonly Dictionary<string, Check> ByCode =
        Comparisons.Concat<Check>([DutyRemade, DutyMissing, Restored, Unreachable, Backlog]).ToDictionary(c => c.Code);

    public static Check Of(string code) => ByCode[code];

    private static Comparison CaseCopy(string service, string name, string harm) => new(
        $"case_copy_{service}", SubjectKind.Case, new Side(Topology.Services.Cases, "cases"), new Side(service, "case_copies"),
        $"事案が{name}サービスに伝わっていません。{harm}", $"{name}サービスにある事案が、対応サービスにありません。", $"{name}サービスの事案が古いままです。{harm}", $"{Look}{Restore}");

    private static Comparison DirectoryCopy(string service, string name) => new(
        $"directory_{service}", SubjectKind.Directory, new Side(Topology.Services.Directory, "directory"), new Side(service, "directory"),
        $"連絡網の内容が{name}サービスに伝わっていません。", $"{name}サービスの連絡網にあるものが、連絡網サービスにありません。", $"{name}サービスの連絡網が古いままです。",
        $"連絡網を取り込み直してください（団体データの取込み）。{Look}{Restore}");
}
