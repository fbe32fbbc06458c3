using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Disposal;

/// <summary>廃棄: cases whose retention period is over, those that are held, and the way to any other case.</summary>
internal sealed class DisposalsModel(CasesClient cases, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    public DisposalList List { get; private set; } = null!;

    public CandidateTable Due => new(List.Due, "保存期間が満了した事案の一覧", Today);

    public CandidateTable Held => new(List.Held, "保留している事案の一覧", Today);

    public static string StateOf(DisposalCandidate candidate) => candidate switch
    {
        { Holds.Count: > 0 } => "保留中",
        { Proposal: not null } => "承認待ち",
        { Unmet.Count: > 0 } => "廃棄できない",
        _ => "起案できる",
    };

    public static string ColourOf(DisposalCandidate candidate) => candidate switch
    {
        { Holds.Count: > 0 } => "orange",
        { Proposal: not null } => "blue",
        { Unmet.Count: > 0 } => "red",
        _ => "green",
    };

    public async Task OnGetAsync(CancellationToken stop) => List = await cases.DisposalsAsync(After, stop);

    /// <summary>A case by its number: a hold can be set on any.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Number, nameof(Number), "事案番号を入力してください。");
        CaseLink? found = null;
        if (ModelState.IsValid && await TryAsync(async () => found = await cases.ByNumberAsync(Number!.Trim(), stop), _ => nameof(Number)))
        {
            return RedirectToPage("/Disposal/Case", new { found!.Id });
        }

        List = await cases.DisposalsAsync(After, stop);
        return Page();
    }
}

/// <summary>Cases as a table.</summary>
internal sealed record CandidateTable(IReadOnlyList<DisposalCandidate> Rows, string Label, DateOnly Today);
