using Csirt.Contracts.Http.Directory;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.SignIn;

/// <summary>Sign in, and go on where one was (policy 6.2(1)オ).</summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
internal sealed class SignInModel(DirectoryClient directory, SessionKeeper keeper, FormCarrier carrier, CurrentSession session, IAntiforgery antiforgery, TimeProvider time) : FormPage(time)
{
    /// <summary>As large as the largest form, attachments included.</summary>
    public const long LargestForm = 64L * 1024 * 1024;

    [BindProperty]
    public string? Town { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? OneTimeCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Return { get; set; }

    [BindProperty]
    public string? Carried { get; set; }

    public bool AskOneTimeCode { get; private set; }

    public CarriedForm? Resume { get; private set; }

    public IReadOnlyList<TownEntry> Towns { get; private set; } = [];

    public IReadOnlyList<Choice> TownChoices => [.. Towns.Select(t => new Choice(t.Code, t.Name))];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (session.Value is not null)
        {
            return LocalRedirect(Back());
        }

        await LoadAsync(stop);
        return Page();
    }

    public IActionResult OnGetContinue() => Redirect("/sign-in");

    /// <summary>
    /// Where a form arrives that could not be taken: its session had ended, or its antiforgery token was no longer good. Nothing
    /// is changed by it: it is shown again, to be sent once more by hand.
    /// </summary>
    public async Task<IActionResult> OnPostContinueAsync(CancellationToken stop)
    {
        if (Return is null || !Url.IsLocalUrl(Return) || !Request.HasFormContentType)
        {
            return BadRequest();
        }

        // The carried form may have fields of the same names: they are not this page's.
        ModelState.Clear();
        (Town, UserName, OneTimeCode) = (null, null, null);
        Carried = carrier.Seal(Return, Request.Form);
        Resume = session.Value is null ? null : carrier.Open(Carried);
        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
        {
            ModelState.AddModelError(string.Empty, "画面の有効期限が切れていました。もう一度サインインしてください。");
        }

        Must(UserName, nameof(UserName), "ユーザー名を入力してください。");
        Must(Password, nameof(Password), "パスワードを入力してください。");
        if (ModelState.IsValid && await SignInAsync(stop) is { } done)
        {
            return done;
        }

        await LoadAsync(stop);
        return Page();
    }

    private async Task<IActionResult?> SignInAsync(CancellationToken stop)
    {
        try
        {
            var answer = await directory.SignInAsync(new SignInRequest(Town, UserName!.Trim(), Password!, string.IsNullOrWhiteSpace(OneTimeCode) ? null : OneTimeCode.Trim()), stop);
            keeper.Start(HttpContext, Session.Of(answer, Now));
            Say(Greeting(answer));
        }
        catch (ApiException e) when (e.Code == "password_change_required")
        {
            return RedirectToPage("/Password/Index", new { UserName, Town, first = true });
        }
        catch (ApiException e)
        {
            var ofCode = e.Code is "one_time_code_required" or "one_time_code_wrong";
            AskOneTimeCode = ofCode || OneTimeCode is not null;
            Response.StatusCode = e.Status == StatusCodes.Status401Unauthorized ? StatusCodes.Status200OK : e.Status;
            ModelState.AddModelError(ofCode ? nameof(OneTimeCode) : string.Empty, e.Message);
            return null;
        }

        Resume = carrier.Open(Carried);
        return Resume is null ? LocalRedirect(Back()) : Page();
    }

    /// <summary>The last sign-in, sign-out and failed attempts are shown, so that a stranger's would be noticed (policy 6.2(1)オ).</summary>
    private string Greeting(SignedIn answer)
    {
        var last = answer.LastSignInAt is { } at ? $"前回のサインイン：{JapanTime.Say(at, Today)}" : "初めてのサインインです";
        var left = answer.LastSignOutAt is { } off ? $"、前回のサインアウト：{JapanTime.Say(off, Today)}" : string.Empty;
        var failed = answer.FailedAttempts > 0 ? $"。その後、失敗したサインインが{answer.FailedAttempts}回ありました。心当たりがなければ、窓口に知らせてください" : string.Empty;
        var codes = answer.PrintedCodesLeft is { } rest and <= 3 ? $"。紙のワンタイムコードの残りは{rest}個です" : string.Empty;
        return $"サインインしました。{last}{left}{failed}{codes}。";
    }

    private string Back() => Return is { Length: > 0 } && Url.IsLocalUrl(Return) ? Return : "/";

    private async Task LoadAsync(CancellationToken stop) => Towns = await directory.TownsAsync(stop);
}
