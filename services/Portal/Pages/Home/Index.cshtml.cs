using Csirt.Platform.Access;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.Home;

/// <summary>Sends everyone to the page they most likely want.</summary>
internal sealed class HomeModel(CurrentSession session) : PageModel
{
    public IActionResult OnGet()
    {
        // What was to be said is said there.
        TempData.Keep();
        return Redirect(session.Required.May(Act.HandleCase) || session.Required.May(Act.RecordContact) ? "/board" : "/me");
    }
}
