using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Me;

/// <summary>What waits for the signed-in person, and what they reported.</summary>
internal sealed class MeModel(NotificationClient notifications, IntakeClient intake, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<MyNotification>? Told { get; private set; }

    public MyReports? Reports { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        Told = await loading.OrAsync<IReadOnlyList<MyNotification>?>(async s => await notifications.MineAsync(s), null);
        Reports = await loading.OrAsync<MyReports?>(async s => await intake.MineAsync(After, s), null);
    }

    public async Task<IActionResult> OnPostAcknowledgeAsync(string notification, CancellationToken stop)
    {
        await notifications.AcknowledgeAsync(notification, stop);
        Say("受領を確認しました。");
        return RedirectToPage(new { handler = (string?)null });
    }
}
