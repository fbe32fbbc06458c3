using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Csirt.Portal.Pages.Cases.Notifications;

/// <summary>How a contact by phone, fax or in person went.</summary>
internal sealed class ContactForm
{
    public ContactMeans Means { get; set; } = ContactMeans.Phone;

    public string? Outcome { get; set; }

    public FactTimeInput At { get; set; } = new();

    public string? Note { get; set; }

    public static IReadOnlyList<Choice> Kinds { get; } = [.. new[] { ContactMeans.Phone, ContactMeans.Fax, ContactMeans.InPerson, ContactMeans.Other }.Select(m => new Choice(m.ToString(), DutyWords.Of(m)))];

    public static IReadOnlyList<Choice> Outcomes { get; } =
        [new("confirmed", "つながり、受領を確認した"), new("reached", "つながった（受領の確認はまだ）"), new("not_reached", "不在・応答なし")];

    public ContactRecord Read(ModelStateDictionary errors)
    {
        var at = At.Read(errors, "Form.At");
        if (at is { Kind: not FactTimeKind.Instant })
        {
            errors.AddModelError("Form.At.Date", "日付と時刻を入力してください。");
        }

        if (string.IsNullOrEmpty(Outcome))
        {
            errors.AddModelError("Form.Outcome", "結果を選んでください。");
        }

        return new ContactRecord(
            Means,
            Outcome == "not_reached" ? ContactOutcome.NotReached : ContactOutcome.Reached,
            at?.EarliestMoment,
            Outcome == "confirmed",
            string.IsNullOrWhiteSpace(Note) ? null : Note.Trim());
    }

    public static string? FieldOf(string json) => json.Split('.')[^1] switch
    {
        "means" => "Form.Means",
        "outcome" or "acknowledged" => "Form.Outcome",
        "at" => "Form.At.Date",
        "note" => "Form.Note",
        "subject" => "Subject",
        "person_id" or "contact_id" => "Who",
        _ => null,
    };
}
