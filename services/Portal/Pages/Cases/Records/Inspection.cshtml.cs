using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>The nominee's own entry of what was inspected.</summary>
internal sealed class InspectionModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Nomination { get; set; } = string.Empty;

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(What, nameof(What), "何を閲覧したかを入力してください。");
        return AddAsync(CasesClient.On($"nominations/{Nomination}/inspections"), new LogInspectionRequest(Said(What) ?? string.Empty, At.Read(ModelState, nameof(At))), "閲覧を記録しました。", stop);
    }
}
