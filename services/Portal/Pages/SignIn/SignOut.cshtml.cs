using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Csirt.Portal.Pages.SignIn;

/// <summary>Signs out: here at once, at Directory as soon as it answers.</summary>
internal sealed class SignOutModel(DirectoryClient directory, SessionKeeper keeper, CurrentSession session, ILogger<SignOutModel> log) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (session.Value is { } signedIn)
        {
            keeper.End(HttpContext);
            try
            {
                await directory.SignOutAsync(signedIn.RenewalToken, stop);
            }
            catch (ApiException e)
            {
                // The cookie is gone and the session ends by its time-out: the person is signed out all the same.
                log.LogWarning(e, "Directory was not told of a sign-out");
            }
        }

        TempData["Said"] = "サインアウトしました。";
        return Redirect("/sign-in");
    }
}
