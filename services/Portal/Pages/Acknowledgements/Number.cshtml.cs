using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Values;
using Csirt.Platform.Access;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Acknowledgements;

/// <summary>Acknowledge by 確認番号: one's own, or one that was read out over the phone.</summary>
internal sealed class AcknowledgeNumberModel(NotificationClient notifications, CurrentSession session, TimeProvider time) : FormPage(time)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? CalledBy { get; set; }

    [BindProperty]
    public FactTimeInput CalledAt { get; set; } = new();

    [BindProperty]
    public string? Note { get; set; }

    public AcknowledgedNotification? Done { get; private set; }

    public bool MayRecord => session.Required.May(Act.RecordContact);

    public async Task OnPostAsync(CancellationToken stop)
    {
        Must(Code, nameof(Code), "確認番号を入力してください。");
        var at = CalledAt.Read(ModelState, nameof(CalledAt));
        if (at is { Kind: not FactTimeKind.Instant })
        {
            ModelState.AddModelError("CalledAt.Time", "時刻も入力してください。");
        }

        if (ModelState.IsValid && await TryAsync(() => AcknowledgeAsync(at?.EarliestMoment, stop), json => json == "code" ? nameof(Code) : FieldsOf(typeof(AcknowledgeNumberModel))(json)))
        {
            ModelState.Clear();
            (Code, CalledBy, Note, CalledAt) = (null, null, null, new FactTimeInput());
        }
    }

    private async Task AcknowledgeAsync(DateTimeOffset? at, CancellationToken stop) =>
        Done = await notifications.AcknowledgeAsync(new AcknowledgeByCode(Code!.Trim(), Said(CalledBy), at, Said(Note)), stop);
}
