using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Acknowledgements;

/// <summary>Behind the link of a mail. Looking changes nothing, for mail scanners look too; only the button acknowledges.</summary>
internal sealed class AcknowledgeLinkModel(NotificationClient notifications, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Secret { get; set; } = string.Empty;

    public AcknowledgementPage Told { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Told = await notifications.LinkAsync(Secret, stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await notifications.AcknowledgeLinkAsync(Secret, stop);
        return RedirectToPage(new { Secret });
    }
}
