using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Accounts;

/// <summary>Every account, the forgotten ones first (policy 6.2(1)イ(ウ)).</summary>
internal sealed class AccountsModel(AccountsClient accounts, TimeProvider time) : FormPage(time)
{
    // Managers sign in rarely: what is shorter would mark most of them.
    private static readonly TimeSpan Unused = TimeSpan.FromDays(183);

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public IReadOnlyList<AccountEntry> Found { get; private set; } = [];

    public static IReadOnlyList<Choice> Shows { get; } =
    [
        new("unused", "半年以上サインインがない"), new("locked", "ロック中"), new("temporary", "仮パスワードのまま"),
        new("single", "2つ目の認証がない"), new("disabled", "無効"),
    ];

    public static bool IsUnused(AccountEntry account, DateTimeOffset now) => (account.LastSignInAt ?? account.CreatedAt) < now - Unused;

    public async Task OnGetAsync(CancellationToken stop) => Found = [.. (await accounts.AllAsync(stop)).Where(a => Matches(a) && IsShown(a))];

    private bool Matches(AccountEntry account) => Said(Q) is not { } q
        || account.Name.Contains(q, StringComparison.OrdinalIgnoreCase) || account.UserName.Contains(q, StringComparison.OrdinalIgnoreCase);

    private bool IsShown(AccountEntry account) => Show switch
    {
        "unused" => !account.Disabled && IsUnused(account, Now),
        "locked" => account.LockedUntil > Now,
        "temporary" => account.TemporaryPassword,
        "single" => !account.SecondFactor,
        "disabled" => account.Disabled,
        _ => true,
    };
}
