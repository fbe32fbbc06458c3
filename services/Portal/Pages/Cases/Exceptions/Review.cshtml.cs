using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Exceptions;

/// <summary>The CISO reviews an exception (policy 7.4(3)).</summary>
internal sealed class ReviewExceptionModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    public static IReadOnlyList<Choice> Choices { get; } = [new("yes", "認める"), new("no", "認めない（すぐに元に戻す）")];

    [BindProperty(SupportsGet = true)]
    public string Exception { get; set; } = string.Empty;

    [BindProperty]
    public string? Permitted { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public EmergencyException? Reviewed => Case.Exceptions.FirstOrDefault(e => e.Id == Exception);

    protected override string Anchor => "exceptions";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Permitted, nameof(Permitted), "認めるかどうかを選んでください。");
        return AddAsync(CasesClient.On($"exceptions/{Exception}/review"), new ExceptionReviewRequest(Permitted == "yes", Until, Said(Comment)), "審査を記録しました。", stop);
    }
}
