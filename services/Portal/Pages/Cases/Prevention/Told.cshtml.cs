using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Prevention;

/// <summary>Records that the CISO was told of a decision taken in absence.</summary>
internal sealed class ToldModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Decision { get; set; } = string.Empty;

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(How, nameof(How), "報告の方法を入力してください。");
        return AddAsync(CasesClient.On($"absence-decisions/{Decision}/report"), new AbsenceReportRequest(Said(How) ?? string.Empty, At.Read(ModelState, nameof(At))), "CISOへの報告を記録しました。", stop);
    }
}
