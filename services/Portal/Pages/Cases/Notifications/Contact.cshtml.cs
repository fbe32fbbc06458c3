using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Notifications;

/// <summary>Records that the recipient of a notification was called, faxed or met, whatever became of the mail.</summary>
internal sealed class ContactModel(CasesClient cases, NotificationClient notifications, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Notification { get; set; } = string.Empty;

    [BindProperty]
    public ContactForm Form { get; set; } = new();

    public NotificationEntry? Entry { get; private set; }

    protected override string Anchor => "notifications";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var contact = Form.Read(ModelState);
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => notifications.RecordContactAsync(Notification, contact, stop), ContactForm.FieldOf))
        {
            Say("連絡を記録しました。");
            return Redirect(Back);
        }

        return await AgainAsync(stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) =>
        Entry = (await notifications.OfCaseAsync(Id, stop)).Notifications.FirstOrDefault(n => n.Id == Notification);
}
