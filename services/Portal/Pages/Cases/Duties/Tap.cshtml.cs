using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Cases.Duties;

/// <summary>The 管理者's one tap (policy 5.3(1)ウ, 5.3(2)ウ).</summary>
internal sealed class TapModel(EscalationClient escalation) : PageModel
{
    public IActionResult OnGet(string id) => Redirect($"/cases/{id}#duties");

    public async Task<IActionResult> OnPostAsync(string id, string rule, CancellationToken stop)
    {
        await escalation.TapAsync(id, rule, stop);
        TempData["Said"] = "報告しました。通知が始まります。";
        return Redirect($"/cases/{id}#duties");
    }
}
