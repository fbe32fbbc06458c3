using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>People complete a report, item by item, with what the case has and what the report before said beside it.</summary>
internal sealed class WriteReportModel(EscalationClient escalation, CasesClient cases, TimeProvider time) : FormPage(time)
{
    private IReadOnlyDictionary<string, string> _recorded = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty]
    public long Version { get; set; }

    /// <summary>What stands in each item, in the order of the report.</summary>
    [BindProperty]
    public List<string?> Texts { get; set; } = [];

    public DutyDetail Duty { get; private set; } = null!;

    public PreparedReport Report { get; private set; } = null!;

    /// <summary>What people recorded in the case for an item: cause, measures, publication.</summary>
    public string? Recorded(ReportItem item) => _recorded.GetValueOrDefault(item.Title);

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        Version = Duty.Version;
        // Nobody wrote there yet: what the case has on record is the first draft.
        Texts = [.. Report.Items.Select(item => item is { Missing: true, From: TextOrigin.Case } && Recorded(item) is { } recorded ? recorded : item.Text)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        Texts = [.. Report.Items.Select((item, i) => i < Texts.Count ? Texts[i] ?? string.Empty : item.Text)];
        var changed = Report.Items.Zip(Texts).Where(pair => Plain(pair.Second!) != pair.First.Text).ToDictionary(pair => pair.First.Title, pair => Plain(pair.Second!));
        var stale = false;
        if (changed.Count > 0 && ModelState.IsValid && !OnlyEdits
            && !await TryAsync(() => escalation.WriteReportAsync(Id, new ReportTextRequest(changed), Version, stop), _ => null, e => stale = e.Stale))
        {
            if (stale)
            {
                ViewData["ErrorTitle"] = "ほかの人が先に更新しました";
                ModelState.Remove(nameof(Version));
                Version = Duty.Version;
            }

            return Page();
        }

        Say("文案を保存しました。");
        return RedirectToPage("/Duties/Index", new { Id });
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        Report = await escalation.ReportAsync(Id, stop);
        var @case = await new Loading(stop).OrAsync<CaseDetail?>(async s => await cases.ReadAsync(Duty.CaseId, s), null);
        _recorded = @case is null ? _recorded : RecordedTexts.Of(@case, Today);
    }

    private static string Plain(string typed) => typed.ReplaceLineEndings("\n").TrimEnd();
}
