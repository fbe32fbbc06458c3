using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Merging;

/// <summary>Merges this case into another: the same event.</summary>
internal sealed class MergeModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    private readonly CasesClient _cases = cases;

    /// <summary>Suggested case, by id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Into { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    protected override string Anchor => "access";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Number, nameof(Number), "統合先の事案番号を入力してください。");
        Must(Reason, nameof(Reason), "理由を入力してください。");
        CaseLink? target = null;
        if (ModelState.IsValid && !await TryAsync(async () => target = await _cases.ByNumberAsync(Number!.Trim(), stop), _ => null, _ => ModelState.AddModelError(nameof(Number), "この番号の事案は見つかりません。")))
        {
            return await AgainAsync(stop);
        }

        return await ChangeAsync("merge", new MergeRequest(target?.Id ?? string.Empty, Said(Reason) ?? string.Empty), "事案を統合しました。", stop);
    }

    protected override void Fill() => Number = Case.LikelyDuplicates.FirstOrDefault(d => d.Id == Into)?.Number;
}
