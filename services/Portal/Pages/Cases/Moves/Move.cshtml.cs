using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Moves;

/// <summary>Moves a case to another stage; a refusal shows every reason.</summary>
internal sealed class MoveModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Trigger { get; set; } = string.Empty;

    [BindProperty]
    public string? Reason { get; set; }

    public TriggerOption? Option => Case.Triggers.FirstOrDefault(t => t.Trigger == Trigger);

    protected override string Anchor => "next";

    public Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        ChangeAsync(CasesClient.On($"triggers/{Trigger}"), new MoveRequest(Said(Reason)), "段階を移しました。", stop);
}
