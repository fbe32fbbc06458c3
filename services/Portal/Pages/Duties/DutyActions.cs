using Csirt.Contracts.Http.Escalation;

namespace Csirt.Portal.Pages.Duties;

/// <summary>What can be done with a duty, in the order in which it is done.</summary>
/// <param name="Code">As Escalation allows it, and as its address says.</param>
/// <param name="Title">What the button says.</param>
/// <param name="Lead">What it means.</param>
/// <param name="Body">What is sent, from what was typed.</param>
internal sealed record DutyAction(string Code, string Title, string Lead, Func<DutyForm, object> Body)
{
    public static IReadOnlyList<DutyAction> All { get; } =
    [
        new("draft", "起案し、承認を求める", "報告の内容を整え、承認を求めます。", f => new DraftRequest(f.Note)),
        new("approve", "承認する", "提出してよいことを承認します（緊急提出の事後承認を含みます）。", f => new ApproveRequest(f.Note, f.OverrideReason)),
        new("file", "提出を記録する", "提出した事実はいつでも記録できます。承認の前に提出したときは緊急提出となり、事後承認が必要です。", f => f.Filed),
        new("accept", "受理・完了を記録する", "相手が受理したこと、または対応が終わったことを記録します。", f => new AcceptRequest(f.ReceiptNumber, f.SupplementsWanted, f.Note)),
        new("supplement", "追完を記録する", "あとから分かったことを追加で報告した記録です。", f => new DutySupplementRequest(f.Note ?? string.Empty, f.Complete, f.Moment, f.ReceiptNumber)),
        new("defer", "本人への通知を延期する", "理由と、次に見直す日を記録します。", f => new DeferRequest(f.Reason ?? string.Empty, f.LookAgainOn ?? default)),
        new("redate", "期限の変更を決める", "提案された早い期限に変えるか、いまの期限のままとするかを決めます。", f => new RedateRequest(f.Takes == "yes", f.Reason ?? string.Empty)),
        new("keep", "取り下げず続ける", "事実が変わっても、報告を続けます。", f => new KeepRequest(f.Reason ?? string.Empty)),
        new("withdraw", "取り下げる", "報告しないことを、理由とともに決めます。", f => new WithdrawRequest(f.Reason ?? string.Empty, f.Exemption)),
    ];

    public static DutyAction? Find(string code) => All.FirstOrDefault(a => a.Code == code);
}
