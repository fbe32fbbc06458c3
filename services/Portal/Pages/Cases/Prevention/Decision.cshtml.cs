using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Prevention;

/// <summary>The CISO's decision on prevention, or a delegate's.</summary>
internal sealed class DecisionModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Approve { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? Orders { get; set; }

    [BindProperty]
    public string? OverrideReason { get; set; }

    public IReadOnlyList<Choice> Choices { get; } = [new("yes", "承認する"), new("no", "差し戻す")];

    public IReadOnlyList<Measure> LaidBefore => [.. Case.Measures.Where(m => Case.Reviews is [.., var latest] && latest.MeasureIds.Contains(m.Id))];

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Approve, nameof(Approve), "承認するか、差し戻すかを選んでください。");
        var request = new DecisionRequest { Approve = Approve == "yes", Comment = Said(Comment), Orders = Said(Orders), OverrideReason = Said(OverrideReason) };
        return ChangeAsync("decision", request, "決定を記録しました。", stop);
    }
}
