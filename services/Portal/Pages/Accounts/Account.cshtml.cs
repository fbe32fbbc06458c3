using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Accounts;

/// <summary>One account: temporary password, printed codes, lock, end of use (policy 6.2(1)イ, カ).</summary>
internal sealed class AccountModel(AccountsClient accounts, TimeProvider time) : FormPage(time)
{
    public AccountEntry Account { get; private set; } = null!;

    public TemporaryPassword? Temporary { get; private set; }

    public PrintedCodeSheet? Sheet { get; private set; }

    public IReadOnlyList<AccountAction> Actions =>
    [
        new("temporary-password", "仮パスワードを発行する", "パスワードを忘れたとき。ロックも解け、いまのサインインはすべて終わります。"),
        new("printed-codes", "紙のワンタイムコードを発行する", "スマートフォンがない人に。前に渡した紙は使えなくなります。"),
        .. Account.LockedUntil > Now ? [new("unlock", "ロックを解除する", "失敗が続いた理由を本人に確かめてから。")] : Array.Empty<AccountAction>(),
        .. Account.SecondFactor ? [new("remove-second-factor", "2つ目の認証を外す", "スマートフォンも紙もなくしたとき。本人であることを確かめてから。")] : Array.Empty<AccountAction>(),
        Account.Disabled
            ? new("enable", "有効に戻す", "もう一度サインインできるようになります。")
            : new("disable", "無効にする", "異動・退職のとき。サインインできなくなり、いまのサインインも終わります。"),
    ];

    public Task<IActionResult> OnGetAsync(string id, CancellationToken stop) => ShowAsync(id, stop);

    public async Task<IActionResult> OnPostAsync(string id, string what, CancellationToken stop)
    {
        if (await TryAsync(() => DoAsync(id, what, stop), _ => null) && Temporary is null && Sheet is null)
        {
            Say("アカウントを変更しました。");
            return RedirectToPage(new { id });
        }

        return await ShowAsync(id, stop);
    }

    private async Task DoAsync(string id, string what, CancellationToken stop)
    {
        switch (what)
        {
            case "temporary-password":
                Temporary = await accounts.ResetPasswordAsync(id, stop);
                break;
            case "printed-codes":
                Sheet = await accounts.PrintCodesAsync(id, stop);
                break;
            default:
                await accounts.ChangeAsync(id, what, stop);
                break;
        }
    }

    private async Task<IActionResult> ShowAsync(string id, CancellationToken stop)
    {
        if ((await accounts.AllAsync(stop)).FirstOrDefault(a => a.PersonId == id) is not { } account)
        {
            return NotFound();
        }

        Account = account;
        return Page();
    }
}

/// <summary>Something that can be done with an account.</summary>
internal sealed record AccountAction(string Code, string Label, string Effect);
