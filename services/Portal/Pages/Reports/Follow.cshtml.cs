using Csirt.Contracts.Http.Intake;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.SignIn;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reports;

/// <summary>What a reporter may know, by the secret of the link alone; and a way to add to the report.</summary>
[RequestSizeLimit(SignInModel.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SignInModel.LargestForm)]
internal sealed class FollowModel(IntakeClient intake, Attaching attaching, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Secret { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public bool Accepted { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public FollowedReport Report { get; private set; } = null!;

    public AddMore Add => new(Key ?? NewKey(), Text, Report.AttachmentsLeft, Report.LargestAttachment);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Text) && files.All(f => f.Length == 0))
        {
            ModelState.AddModelError(nameof(Text), "追記する内容を入力するか、ファイルを選んでください。");
        }

        if (ModelState.IsValid && await AddAsync(files, stop))
        {
            Say("追記を受け付けました。");
            return RedirectToPage(new { Secret });
        }

        Attaching.SayChooseAgain(files, ModelState);
        await LoadAsync(stop);
        return Page();
    }

    private async Task<bool> AddAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (!string.IsNullOrWhiteSpace(Text) && !await TryAsync(() => intake.AddToFollowedAsync(Secret, Text.Trim(), Key ?? NewKey(), stop), FieldsOf(typeof(FollowModel))))
        {
            return false;
        }

        foreach (var failed in await attaching.AllAsync(files, file => intake.AttachToFollowedAsync(Secret, file, stop)))
        {
            ModelState.AddModelError("Files", $"添付できませんでした：{failed}");
        }

        return ModelState.IsValid;
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Report = await intake.FollowAsync(Secret, stop);
    }
}
