using Csirt.Contracts.Values;

namespace Csirt.Cases.Workflow;

/// <summary>A condition of a transition.</summary>
/// <param name="Code">What the API returns where it does not hold; never changes.</param>
/// <param name="Condition">What is asked for, as the graph shows it.</param>
/// <param name="Text">Why not, as a person reads it.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Missing">What exactly is missing; null where the text says it all.</param>
internal sealed record Guard(string Code, string Condition, string Text, Func<WorkflowFacts, bool> Holds, Func<WorkflowFacts, IReadOnlyList<string>>? Missing = null)
{
    private static Guard Empty(string code, string condition, string text, Func<WorkflowFacts, IReadOnlyList<string>> missing) =>
        new(code, condition, text, facts => missing(facts).Count == 0, missing);

    // 封じ込め: おそれ is enough, and nothing else is asked (policy 5.3(3)ア, ウ).
    internal static readonly Guard IncidentOrSuspected = new("incident_not_judged", "インシデント（おそれを含む）",
        "インシデントである、またはそのおそれがあるとの判断が必要です。", f => f.Incident is Answer.Yes or Answer.Suspected);

    internal static readonly Guard JudgedNoIncident = new("judged_incident", "インシデントではない",
        "インシデントではないとの判断が必要です。", f => f.Incident is Answer.No);

    internal static readonly Guard Kind = new("kind_missing", "種別", "種別を入力してください。", f => f.KindGiven);

    internal static readonly Guard Severity = new("severity_missing", "重大度", "重大度を入力してください。", f => f.SeverityGiven);

    internal static readonly Guard Systems = new("systems_missing", "システム",
        "関係する情報システムを選ぶか、情報システムは関係しないと回答してください。", f => f.SystemsNamed);

    internal static readonly Guard PersonalFacts = Empty("facts_unanswered", "個人情報・特定個人情報の回答",
        "個人情報・特定個人情報に関する項目に回答してください（「不明」も回答です）。", f => f.UnansweredFacts);

    internal static readonly Guard Instructions = Empty("instructions_open", "指示の回答",
        "回答のない指示があります。回答を記録するか、差し替えるか、理由を付けて無回答のまま続行してください。", f => f.OpenInstructions);

    internal static readonly Guard SimilarSystems = new("similar_systems_unchecked", "横展開",
        "ほかの情報システムの確認（横展開）を、実施済み・担当者を決めて実施中・不要（理由）のいずれかにしてください。", f => f.SimilarSystemsSettled);

    internal static readonly Guard Recovery = new("recovery_unconfirmed", "復旧確認または不要",
        "復旧の確認が済んでいないシステムがあります。復旧が不要な事案では、不要とする理由を記録してください。",
        f => f.RecoverySettled, f => f.UnrecoveredSystems);

    internal static readonly Guard Cause = new("cause_missing", "原因", "原因を入力してください。", f => f.CauseGiven);

    internal static readonly Guard Prevention = new("prevention_missing", "再発防止策", "再発防止策を一つ以上入力してください。", f => f.PreventionGiven);

    // The approval covers exactly the measures laid before: a measure added later needs a new one.
    internal static readonly Guard CisoApproval = new("ciso_approval_missing", "CISOの承認",
        "いまの再発防止策についてのCISO（または委任を受けた者）の承認が必要です。", f => f.CisoApproved);

    internal static readonly Guard MeasuresDone = Empty("measures_open", "措置・対策の完了",
        "終わっていない措置・対策があります。実施を記録するか、理由を付けて取りやめてください。", f => f.OpenMeasures);

    internal static readonly Guard DutiesEvaluated = new("duties_not_evaluated", "報告義務の判定",
        "報告義務の判定がこの事案の最新の内容に追いついていません。少し待ってからやり直してください。", f => f.DutiesEvaluated);

    internal static readonly Guard DutiesEnded = Empty("duties_open", "報告義務の終了",
        "終わっていない報告義務があります（受理または取下げが必要です。追完・本人通知・公表を含みます）。", f => f.OpenDuties);

    internal static readonly Guard Publication = new("publication_open", "公表の判断",
        "報道発表・公表の判断が終わっていません。公表済みか、公表しない（理由）としてください。", f => f.PublicationEnded);

    internal static readonly Guard AbsenceReported = Empty("absence_unreported", "不在時判断の報告",
        "CISO不在時の判断のうち、CISOへの報告が記録されていないものがあります。", f => f.UnreportedAbsences);

    internal static readonly Guard Reason = new("reason_missing", "理由", "理由を入力してください。", f => f.ReasonGiven);

    internal static readonly Guard MergeTarget = new("merge_target_missing", "統合先", "統合先の事案を選んでください。", f => f.MergeTargetGiven);

    internal static IReadOnlyDictionary<string, Guard> ByCode { get; } = new[]
    {
        IncidentOrSuspected, JudgedNoIncident, Kind, Severity, Systems, PersonalFacts, Instructions, SimilarSystems, Recovery, Cause,
        Prevention, CisoApproval, MeasuresDone, DutiesEvaluated, DutiesEnded, Publication, AbsenceReported, Reason, MergeTarget,
    }.ToDictionary(g => g.Code);
}
