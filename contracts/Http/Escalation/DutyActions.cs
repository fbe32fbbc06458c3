using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>Ask for approval (起案): <c>POST /api/escalation/duties/{duty}/draft</c>. Every action on a duty takes <c>If-Match</c> with the duty's version.</summary>
/// <param name="Note">A word to the approver.</param>
/// <param name="Text">The report as it is to go out, where it is mailed on approval; left out: the prepared text. No leaked values.</param>
public sealed record DraftRequest(string? Note = null, string? Text = null);

/// <summary>Approve a draft, or an urgent filing afterwards: <c>POST …/approve</c>.</summary>
/// <param name="Note">A word to the record.</param>
/// <param name="OverrideReason">Required where the approver drafted it (policy 1(8)ア: save where unavoidable).</param>
public sealed record ApproveRequest(string? Note = null, string? OverrideReason = null);

/// <summary>Record that it was handed in: a fact, always recordable: <c>POST …/file</c>. Without approval it is 緊急提出 and leaves a 事後承認.</summary>
public sealed record FileRequest
{
    /// <summary>How: web form, mail, by hand …</summary>
    public required string How { get; init; }

    /// <summary>When it truly was; left out: now.</summary>
    public FactTime? FiledAt { get; init; }

    /// <summary>Receipt number; null where none was given.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Required where it needs approval and has none.</summary>
    public string? UrgentReason { get; init; }

    /// <summary>A word to the record.</summary>
    public string? Note { get; init; }
}

/// <summary>Record that the recipient accepted it, or that the town is done with it: <c>POST …/accept</c>.</summary>
/// <param name="ReceiptNumber">Receipt number, where it came only now.</param>
/// <param name="SupplementsWanted">Something is still to be added (追完): it stays open.</param>
/// <param name="Note">A word to the record; what is still to be added.</param>
public sealed record AcceptRequest(string? ReceiptNumber = null, bool SupplementsWanted = false, string? Note = null);

/// <summary>Record a later addition (追完): <c>POST …/supplement</c>.</summary>
/// <param name="Note">What was added.</param>
/// <param name="Complete">Nothing is left to add.</param>
/// <param name="At">When it truly was; left out: now.</param>
/// <param name="ReceiptNumber">Receipt number.</param>
public sealed record DutySupplementRequest(string Note, bool Complete, FactTime? At = null, string? ReceiptNumber = null);

/// <summary>Withdraw it: <c>POST …/withdraw</c>.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Exemption">encryption, notification_hard (with a substitute such as publication), article_78 (個人情報 only); null where none applies.</param>
public sealed record WithdrawRequest(string Reason, string? Exemption = null);

/// <summary>Keep a duty whose withdrawal was proposed: <c>POST …/keep</c>.</summary>
/// <param name="Reason">Why.</param>
public sealed record KeepRequest(string Reason);

/// <summary>Put 本人通知 off: <c>POST …/defer</c>.</summary>
/// <param name="Reason">Why.</param>
/// <param name="LookAgainOn">Day on which it is looked at again, in Japan.</param>
public sealed record DeferRequest(string Reason, DateOnly LookAgainOn);

/// <summary>Take the proposed earlier limit, or keep the present one: <c>POST …/redate</c>.</summary>
/// <param name="Accept">Take it.</param>
/// <param name="Reason">Why.</param>
public sealed record RedateRequest(bool Accept, string Reason);

/// <summary>Decide a provisional ground, or one whose withdrawal was proposed: <c>POST …/grounds/{ground}/decision</c>.</summary>
/// <param name="Applies">It applies.</param>
/// <param name="Reason">Why.</param>
public sealed record GroundDecisionRequest(bool Applies, string Reason);
