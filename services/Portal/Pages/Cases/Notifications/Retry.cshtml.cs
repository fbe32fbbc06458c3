using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Cases.Notifications;

/// <summary>Has a failed notification sent again.</summary>
internal sealed class RetryModel(NotificationClient notifications) : PageModel
{
    public IActionResult OnGet(string id) => Redirect($"/cases/{id}#notifications");

    public async Task<IActionResult> OnPostAsync(string id, string notification, CancellationToken stop)
    {
        await notifications.RetryAsync(notification, stop);
        TempData["Said"] = "送り直します。";
        return Redirect($"/cases/{id}#notifications");
    }
}
