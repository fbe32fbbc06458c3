using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>Records a piece of evidence (policy 5.3(3)エ, 6.5(3), 7.3(2)).</summary>
internal sealed class EvidenceModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? KeptAt { get; set; }

    [BindProperty]
    public string? Sha256 { get; set; }

    [BindProperty]
    public FactTimeInput SecuredAt { get; set; } = new();

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Description, nameof(Description), "何の証拠かを入力してください。");
        Must(KeptAt, nameof(KeptAt), "保管場所と保管者を入力してください。");
        return AddAsync("evidence", new EvidenceRequest(Said(Description) ?? string.Empty, Said(KeptAt) ?? string.Empty, Said(Sha256), SecuredAt.Read(ModelState, nameof(SecuredAt))), "証拠を記録しました。", stop);
    }
}
