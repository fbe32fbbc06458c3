using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Pages.SignIn;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reports;

/// <summary>For residents and everyone else outside: no sign-in, few fields (policy 5.3(2)ア).</summary>
[RequestSizeLimit(SignInModel.LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = SignInModel.LargestForm)]
internal sealed class PublicReportModel(IntakeClient intake, DirectoryClient directory, Attaching attaching, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Town { get; set; } = string.Empty;

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public FactTimeInput Noticed { get; set; } = new();

    [BindProperty]
    public string? Where { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Mail { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    public string TownName { get; private set; } = string.Empty;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Key = NewKey();
        return await LoadAsync(stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken stop)
    {
        Must(Text, nameof(Text), "何があったかを入力してください。");
        var discovered = Noticed.Read(ModelState, nameof(Noticed)) ?? FactTime.Unknown;
        ReportReceipt? receipt = null;
        if (ModelState.IsValid && await TryAsync(async () => receipt = await intake.FilePubliclyAsync(Town, Report(discovered), Key ?? NewKey(), stop), FieldOf, AlreadyTaken))
        {
            var failed = await attaching.AllAsync(files, file => intake.AttachToFollowedAsync(receipt!.FollowSecret, file, stop));
            if (failed.Count > 0)
            {
                Say($"報告は受け付けましたが、添付できないファイルがありました：{string.Join("、", failed)}");
            }

            return RedirectToPage("/Reports/Follow", new { secret = receipt!.FollowSecret, accepted = true });
        }

        Attaching.SayChooseAgain(files, ModelState);
        return await LoadAsync(stop) ? Page() : NotFound();
    }

    private void AlreadyTaken(ApiException refusal)
    {
        if (refusal.Code != ReportForm.TakenBefore)
        {
            return;
        }

        ModelState.Clear();
        ModelState.AddModelError(string.Empty, "この画面からのお知らせは、すでに受け付けています。訂正や付け足しは、受付の画面から追記してください。別の件として知らせるときだけ、もう一度「知らせる」を押してください。");
        Key = NewKey();
    }

    private PublicReportRequest Report(FactTime discovered) => new()
    {
        Text = Text!.Trim(),
        Discovered = discovered,
        Place = Said(Where),
        Contact = Said(Name) is null && Said(Phone) is null && Said(Mail) is null ? null : new ReporterContact(Said(Name), Said(Phone), Said(Mail)),
    };

    private static string? FieldOf(string json) => json.Split('.')[0] switch
    {
        "text" => nameof(Text),
        "discovered" or "occurred" => "Noticed.Date",
        "place" => nameof(Where),
        "contact" => json.EndsWith("mail", StringComparison.Ordinal) ? nameof(Mail) : json.EndsWith("name", StringComparison.Ordinal) ? nameof(Name) : nameof(Phone),
        _ => null,
    };

    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        // The form must open even while the directory doesn't answer; only a town that is surely none is refused.
        var towns = await new Loading(stop).OrAsync(directory.TownsAsync, []);
        TownName = towns.FirstOrDefault(t => t.Code == Town)?.Name ?? "町";
        return towns.Count == 0 || towns.Any(t => t.Code == Town);
    }
}
