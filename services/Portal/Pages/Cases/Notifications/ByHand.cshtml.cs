using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Notifications;

/// <summary>Records that someone was told whom no rule named.</summary>
internal sealed class ByHandModel(CasesClient cases, NotificationClient notifications, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    private const string Contact = "contact:";

    /// <summary>Person, or outside contact behind <c>contact:</c>, by directory id.</summary>
    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public ContactForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Everyone { get; private set; } = [];

    protected override string Anchor => "notifications";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Who, nameof(Who), "相手を選んでください。");
        Must(Subject, nameof(Subject), "用件を入力してください。");
        var contact = Form.Read(ModelState);
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => notifications.RecordByHandAsync(Id, Told(contact), stop), ContactForm.FieldOf))
        {
            Say("連絡を記録しました。");
            return Redirect(Back);
        }

        return await AgainAsync(stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop)
    {
        var outside = (await directory.ContactsAsync(stop)).Select(c => new Choice(Contact + c.Id, c.Name, "庁外"));
        Everyone = [.. outside, .. OrganisationChoices.People(await directory.PeopleAsync(null, stop))];
    }

    private ContactByHand Told(ContactRecord contact) => Who!.StartsWith(Contact, StringComparison.Ordinal)
        ? new ContactByHand(null, Who[Contact.Length..], Subject!.Trim(), contact)
        : new ContactByHand(Who, null, Subject!.Trim(), contact);
}
