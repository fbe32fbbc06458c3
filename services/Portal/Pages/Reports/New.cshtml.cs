using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.SignIn;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reports;

/// <summary>File a report (policy 5.3(1)ア, 5.3(2)ア). A second click files no second one; an error loses nothing that was typed.</summary>
[RequestSizeLimit(SignInModel.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SignInModel.LargestForm)]
internal sealed class NewReportModel(IntakeClient intake, DirectoryClient directory, CurrentSession session, Attaching attaching, TimeProvider time) : FormPage(time)
{
    [BindProperty]
    public ReportForm Form { get; set; } = new();

    /// <summary>Idempotency key.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<ProceduresForKind> Procedures { get; private set; } = [];

    public IReadOnlyList<Choice> Sections { get; private set; } = [];

    public IReadOnlyList<Choice> Systems { get; private set; } = [];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    public IReadOnlyList<Choice> Channels { get; } =
    [
        new(nameof(Channel.Staff), "自分で気づいた・ほかの職員から"),
        new(nameof(Channel.Resident), "住民など外部の人から"),
        new(nameof(Channel.Contractor), "委託事業者から"),
        new(nameof(Channel.Cloud), "クラウドサービス事業者から"),
    ];

    /// <summary>The optional part is open where something in it is filled or wrong.</summary>
    public bool ShowsMore { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Key = NewKey();
        Form.SectionId = session.Required.SectionId;
        await LoadAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (!OnlyEdits)
        {
            Must(Form.Text, "Form.Text", "何が起きたかを入力してください。分かることだけで構いません。");
            var report = Form.Read(ModelState);
            ReportReceipt? receipt = null;
            if (ModelState.IsValid && await TryAsync(async () => receipt = await intake.FileAsync(report, Key ?? NewKey(), stop), ReportForm.FieldOf, AlreadyTaken))
            {
                var notAttached = await attaching.AllAsync(files, file => intake.AttachAsync(new ReportId(receipt!.ReportId), file, stop));
                TempData[ReceiptModel.Key] = new KeptReceipt(receipt!, Form.Kind, notAttached).Write();
                return RedirectToPage("/Reports/Receipt", new { id = receipt!.ReportId });
            }

            Attaching.SayChooseAgain(files, ModelState);
        }

        ShowsMore = true;
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>The same form came again with other words: the first report stands, and only a second press makes a second one.</summary>
    private void AlreadyTaken(ApiException refusal)
    {
        if (refusal.Code != ReportForm.TakenBefore)
        {
            return;
        }

        ModelState.Clear();
        ModelState.AddModelError(string.Empty, "この画面からの報告は、すでに受け付けています。訂正や付け足しは、「自分あて」からその報告を開いて追記してください。別の件として報告するときだけ、もう一度「報告する」を押してください。");
        Key = NewKey();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        Procedures = await loading.OrAsync(directory.ProceduresAsync, []);
        Sections = await loading.OrAsync(async s => OrganisationChoices.Sections(await directory.OrganisationAsync(s)), []);
        Systems = await loading.OrAsync(async s => OrganisationChoices.Systems(await directory.SystemsAsync(s)), []);
        People = await loading.OrAsync(async s => OrganisationChoices.People(await directory.PeopleAsync(null, s)), []);
    }
}
