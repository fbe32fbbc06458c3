using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Measures;

/// <summary>A planned measure was done.</summary>
internal sealed class MeasureDoneModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Measure { get; set; } = string.Empty;

    [BindProperty]
    public FactTimeInput DoneAt { get; set; } = new();

    [BindProperty]
    public string? DoneBy { get; set; }

    [BindProperty]
    public string? CheckedBy { get; set; }

    [BindProperty]
    public string? AloneReason { get; set; }

    public Measure? Measured => Case.Measures.FirstOrDefault(m => m.Id == Measure);

    protected override string Anchor => "measures";

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => AddAsync(
        CasesClient.On($"measures/{Measure}/completion"),
        new MeasureDoneRequest { DoneAt = DoneAt.Read(ModelState, nameof(DoneAt)), DoneBy = Said(DoneBy), CheckedBy = Said(CheckedBy), AloneReason = Said(AloneReason) },
        "措置の実施を記録しました。",
        stop);
}
