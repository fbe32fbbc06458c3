using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.TownReports;

/// <summary>A town's report as it was filed, and the one step that the prefecture takes next.</summary>
internal sealed class TownReportModel(EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? ReceiptNumber { get; set; }

    public TownReport Report { get; private set; } = null!;

    /// <summary>Next step; null: nothing is left to do.</summary>
    public string? Next => Report.Allowed is [var first, ..] ? first : null;

    public string NextTitle => Next switch
    {
        "receipt" => "県として受け付ける",
        "forwarding" => "総務省への進達を記録する",
        _ => "総務省の受付を記録する",
    };

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(string step, CancellationToken stop)
    {
        if (step != "forwarding")
        {
            Must(ReceiptNumber, nameof(ReceiptNumber), "受付番号を入力してください。");
        }

        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => escalation.StepAsync(Id, step, new TownReportStepRequest(Said(ReceiptNumber)), Version, stop), FieldsOf(typeof(TownReportModel))))
        {
            Say("記録しました。市町村に伝わります。");
            return RedirectToPage("/TownReports/Report", new { Id });
        }

        await LoadAsync(stop);
        return Page();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Report = await escalation.TownReportAsync(Id, stop);
        ModelState.Remove(nameof(Version));
        Version = Report.Version;
    }
}
