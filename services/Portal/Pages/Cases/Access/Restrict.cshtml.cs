using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Access;

/// <summary>Restricts a case to its handlers, or lifts that.</summary>
internal sealed class RestrictModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Reason { get; set; }

    protected override string Anchor => "access";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Reason, nameof(Reason), "理由を入力してください。");
        await LoadAsync(stop);
        return await ChangeAsync("restriction", new RestrictRequest(!Case.Restricted, Said(Reason) ?? string.Empty), Case.Restricted ? "限定を解きました。" : "対応者だけに限定しました。", stop);
    }
}
