using Csirt.Contracts.Http.Intake;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.SignIn;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reports;

/// <summary>A report as it came in: for its reporter, and for those who may read the reports of its case.</summary>
[RequestSizeLimit(SignInModel.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SignInModel.LargestForm)]
internal sealed class ReportDetailModel(IntakeClient intake, Attaching attaching, CurrentSession session, TimeProvider time) : FormPage(time)
{
    private const int MostAtOnce = 10;

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public ReportDetail Report { get; private set; } = null!;

    public bool IsOwn => Report.ReporterId == session.Required.PersonId;

    public AddMore Add => new(Key ?? NewKey(), Text, MostAtOnce, null);

    public async Task OnGetAsync(CancellationToken stop) => Report = await intake.ReadAsync(Id, stop);

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Text) && files.All(f => f.Length == 0))
        {
            ModelState.AddModelError(nameof(Text), "追記する内容を入力するか、ファイルを選んでください。");
        }

        if (ModelState.IsValid && !OnlyEdits && await AddAsync(files, stop))
        {
            Say("追記を受け付けました。");
            return RedirectToPage(new { Id });
        }

        Attaching.SayChooseAgain(files, ModelState);
        Report = await intake.ReadAsync(Id, stop);
        return Page();
    }

    private async Task<bool> AddAsync(List<IFormFile> files, CancellationToken stop)
    {
        var report = new ReportId(Id);
        if (!string.IsNullOrWhiteSpace(Text) && !await TryAsync(() => intake.AddAsync(report, Text.Trim(), Key ?? NewKey(), stop), FieldsOf(typeof(ReportDetailModel))))
        {
            return false;
        }

        foreach (var failed in await attaching.AllAsync(files, file => intake.AttachAsync(report, file, stop)))
        {
            ModelState.AddModelError("Files", $"添付できませんでした：{failed}");
        }

        return ModelState.IsValid;
    }
}
