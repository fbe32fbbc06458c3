namespace Csirt.Cases.Workflow;

/// <summary>What moves a case from stage to stage.</summary>
internal enum Trigger
{
    StartTriage,
    StartContainment,
    StartRecovery,
    StartPrevention,
    RequestCisoReview,
    StartImplementing,
    Resolve,
    Close,
    ReturnToTriage,
    ReturnToContainment,
    ReturnToRecovery,
    ReturnToDrafting,
    JudgeNotIncident,
    Reopen,
    Merge,
    Unmerge,
}

/// <summary>What a trigger is called, and what it asks of the caller.</summary>
/// <param name="Trigger">Trigger.</param>
/// <param name="Code">Stable code, in URLs and the timeline.</param>
/// <param name="Label">What a button says.</param>
/// <param name="NeedsReason">Backward moves and reopening need a reason.</param>
/// <param name="Through">The action that fires it, where it is not fired by itself.</param>
internal sealed record TriggerInfo(Trigger Trigger, string Code, string Label, bool NeedsReason = false, string? Through = null)
{
    internal static IReadOnlyList<TriggerInfo> All { get; } =
    [
        new(Trigger.StartTriage, "start_triage", "トリアージを始める"),
        new(Trigger.StartContainment, "start_containment", "封じ込めへ進む"),
        new(Trigger.StartRecovery, "start_recovery", "復旧へ進む"),
        new(Trigger.StartPrevention, "start_prevention", "再発防止へ進む"),
        new(Trigger.RequestCisoReview, "request_ciso_review", "CISOの確認を求める"),
        new(Trigger.StartImplementing, "start_implementing", "再発防止策を承認する", Through: "decision"),
        new(Trigger.Resolve, "resolve", "対応完了とする"),
        new(Trigger.Close, "close", "完結する"),
        new(Trigger.ReturnToTriage, "return_to_triage", "トリアージへ戻す", NeedsReason: true),
        new(Trigger.ReturnToContainment, "return_to_containment", "封じ込めへ戻す", NeedsReason: true),
        new(Trigger.ReturnToRecovery, "return_to_recovery", "復旧へ戻す", NeedsReason: true),
        new(Trigger.ReturnToDrafting, "return_to_drafting", "再発防止策の検討へ戻す", NeedsReason: true),
        new(Trigger.JudgeNotIncident, "judge_not_incident", "非該当とする"),
        new(Trigger.Reopen, "reopen", "再開する", NeedsReason: true),
        new(Trigger.Merge, "merge", "ほかの事案へ統合する", NeedsReason: true, Through: "merge"),
        new(Trigger.Unmerge, "unmerge", "統合を取り消す", NeedsReason: true, Through: "merge"),
    ];

    internal static TriggerInfo Of(Trigger trigger) => All[(int)trigger];

    internal static TriggerInfo? ByCode(string code) => All.FirstOrDefault(t => t.Code == code);
}
