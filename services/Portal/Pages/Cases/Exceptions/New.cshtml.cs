using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Exceptions;

/// <summary>Records an exception taken in an emergency (policy 7.4(2)).</summary>
internal sealed class NewExceptionModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? TakenBy { get; set; }

    [BindProperty]
    public FactTimeInput TakenAt { get; set; } = new();

    protected override string Anchor => "exceptions";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Clause, nameof(Clause), "どの決まりと違うかを入力してください。");
        Must(What, nameof(What), "とった方法を入力してください。");
        Must(Reason, nameof(Reason), "急いだ理由を入力してください。");
        var request = new ExceptionRequest(Said(Clause) ?? string.Empty, Said(What) ?? string.Empty, Said(Reason) ?? string.Empty, Said(TakenBy), TakenAt.Read(ModelState, nameof(TakenAt)));
        return AddAsync("exceptions", request, "例外措置を記録しました。CISOに知らせます。", stop);
    }
}
