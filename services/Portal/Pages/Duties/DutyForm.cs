using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;

namespace Csirt.Portal.Pages.Duties;

/// <summary>What is typed in for an action on a duty; each action shows the fields it needs.</summary>
internal sealed class DutyForm
{
    public string? How { get; set; }

    public FactTimeInput At { get; set; } = new();

    public string? ReceiptNumber { get; set; }

    public bool SupplementsWanted { get; set; }

    public bool Complete { get; set; }

    public DateOnly? LookAgainOn { get; set; }

    public string? Takes { get; set; }

    public string? Exemption { get; set; }

    public string? Reason { get; set; }

    public string? UrgentReason { get; set; }

    public string? Note { get; set; }

    public string? OverrideReason { get; set; }

    /// <summary>What <see cref="At"/> says, once read.</summary>
    public FactTime? Moment { get; set; }

    public FileRequest Filed => new() { How = How ?? string.Empty, FiledAt = Moment, ReceiptNumber = ReceiptNumber, UrgentReason = UrgentReason, Note = Note };

    public static IReadOnlyList<Choice> Exemptions { get; } =
    [
        new("encryption", "高度な暗号化がされ、鍵も安全"),
        new("notification_hard", "本人への通知が困難で、公表などの代わりの措置をとる"),
        new("article_78", "法78条1項各号の情報（個人情報の本人通知のみ）"),
    ];

    public static IReadOnlyList<Choice> Redates { get; } = [new("yes", "早い期限に変える"), new("no", "いまの期限のままとする")];

    /// <summary>Name of the form's field for a JSON name.</summary>
    public static string? FieldOf(string json) => json switch
    {
        "how" => "Form.How",
        "filed_at" or "at" => "Form.At.Date",
        "receipt_number" => "Form.ReceiptNumber",
        "urgent_reason" => "Form.UrgentReason",
        "note" => "Form.Note",
        "override_reason" => "Form.OverrideReason",
        "reason" => "Form.Reason",
        "look_again_on" => "Form.LookAgainOn",
        "exemption" => "Form.Exemption",
        "accept" => "Form.Takes",
        _ => null,
    };
}
