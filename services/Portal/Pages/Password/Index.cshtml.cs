using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Password;

/// <summary>Change one's password, a temporary one before the first sign-in (policy 6.2(1)カ).</summary>
internal sealed class PasswordModel(DirectoryClient directory, SessionKeeper keeper, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? Town { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? UserName { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool First { get; set; }

    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    [BindProperty]
    public string? NewPasswordAgain { get; set; }

    [BindProperty]
    public string? OneTimeCode { get; set; }

    public bool AskOneTimeCode { get; private set; }

    public IReadOnlyList<TownEntry> Towns { get; private set; } = [];

    public IReadOnlyList<Choice> TownChoices => [.. Towns.Select(t => new Choice(t.Code, t.Name))];

    public async Task OnGetAsync(CancellationToken stop) => Towns = await directory.TownsAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(UserName, nameof(UserName), "ユーザー名を入力してください。");
        Must(CurrentPassword, nameof(CurrentPassword), "現在のパスワードを入力してください。");
        Must(NewPassword, nameof(NewPassword), "新しいパスワードを入力してください。");
        if (NewPassword != NewPasswordAgain)
        {
            ModelState.AddModelError(nameof(NewPasswordAgain), "新しいパスワードと一致していません。");
        }

        if (ModelState.IsValid && await TryAsync(() => ChangeAsync(stop), FieldsOf(typeof(PasswordModel))))
        {
            return await SignInAsync(stop);
        }

        AskOneTimeCode = OneTimeCode is not null || ModelState.Values.SelectMany(v => v.Errors).Any(e => e.ErrorMessage.Contains("ワンタイム", StringComparison.Ordinal));
        Towns = await directory.TownsAsync(stop);
        return Page();
    }

    private Task ChangeAsync(CancellationToken stop) =>
        directory.ChangePasswordAsync(new ChangePasswordRequest(Town, UserName!.Trim(), CurrentPassword!, NewPassword!, OneTimeCode), stop);

    private async Task<IActionResult> SignInAsync(CancellationToken stop)
    {
        Say("パスワードを変更しました。");
        try
        {
            keeper.Start(HttpContext, Session.Of(await directory.SignInAsync(new SignInRequest(Town, UserName!.Trim(), NewPassword!, OneTimeCode), stop), Now));
            return Redirect("/");
        }
        catch (ApiException)
        {
            // Changed all the same; a one-time code can't be used twice, say: the person signs in by hand.
            keeper.End(HttpContext);
            return Redirect("/sign-in");
        }
    }
}
