using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Prevention;

/// <summary>Records what 統括 decided while the CISO was absent (policy 1(2)オ).</summary>
internal sealed class InAbsenceModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Absence { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public FactTimeInput DecidedAt { get; set; } = new();

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Absence, nameof(Absence), "不在の状況を入力してください。");
        Must(Decision, nameof(Decision), "判断したことを入力してください。");
        return AddAsync("absence-decisions", new AbsenceDecisionRequest(Said(Absence) ?? string.Empty, Said(Decision) ?? string.Empty, DecidedAt.Read(ModelState, nameof(DecidedAt))), "判断を記録しました。", stop);
    }
}
