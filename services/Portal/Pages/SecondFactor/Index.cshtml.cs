using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.SecondFactor;

/// <summary>One's own second factor: an authenticator, or printed codes for those without a phone (policy 4.4(2), (4)).</summary>
internal sealed class SecondFactorModel(AccountsClient accounts, TimeProvider time) : FormPage(time)
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? OneTimeCode { get; set; }

    /// <summary>The six digits that prove the new authenticator.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Key of the new authenticator: sent along so that a mistyped code doesn't cost it.</summary>
    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public string? Uri { get; set; }

    public OwnSecondFactorState State { get; private set; } = new(false, null, false);

    public PrintedCodeSheet? Sheet { get; private set; }

    public bool HasFactor => State.Authenticator || State.PrintedCodesLeft is not null;

    public async Task OnGetAsync(CancellationToken stop) => State = await accounts.OwnSecondFactorAsync(stop);

    public async Task<IActionResult> OnPostAuthenticatorAsync(CancellationToken stop)
    {
        ModelState.Remove(nameof(Secret));
        ModelState.Remove(nameof(Uri));
        await ProveAsync(async proof => (Secret, Uri) = await accounts.BeginAuthenticatorAsync(proof, stop), stop);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken stop)
    {
        Must(Code, nameof(Code), "認証アプリに表示された6桁の数字を入力してください。");
        if (!ModelState.IsValid || !await TryAsync(() => accounts.ConfirmAuthenticatorAsync(Code!.Trim(), stop), FieldsOf(typeof(SecondFactorModel))))
        {
            return Page();
        }

        Say("認証アプリを登録しました。次のサインインから、アプリに表示される6桁の数字を入力します。");
        return RedirectToPage(new { handler = (string?)null });
    }

    public async Task<IActionResult> OnPostSheetAsync(CancellationToken stop)
    {
        await ProveAsync(async proof => Sheet = await accounts.PrintOwnCodesAsync(proof, stop), stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken stop)
    {
        if (!await ProveAsync(proof => accounts.RemoveOwnSecondFactorAsync(proof, stop), stop))
        {
            return Page();
        }

        Say("2つ目の認証をやめました。パスワードだけでサインインします。");
        return RedirectToPage(new { handler = (string?)null });
    }

    private async Task<bool> ProveAsync(Func<ProveIdentity, Task> use, CancellationToken stop)
    {
        State = await accounts.OwnSecondFactorAsync(stop);
        Must(Password, nameof(Password), "パスワードを入力してください。");
        if (HasFactor)
        {
            Must(OneTimeCode, nameof(OneTimeCode), "ワンタイムコードを入力してください。");
        }

        return ModelState.IsValid && await TryAsync(() => use(new ProveIdentity(Password!, Said(OneTimeCode))), FieldsOf(typeof(SecondFactorModel)));
    }
}
