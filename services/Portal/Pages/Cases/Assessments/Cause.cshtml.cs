using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Assessments;

/// <summary>Records the cause (policy 5.3(3)エ).</summary>
internal sealed class CauseModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public CauseOrigin? Origin { get; set; }

    public IReadOnlyList<Choice> Origins { get; } = [.. Enum.GetValues<CauseOrigin>().Select(o => new Choice(o.ToString(), CaseWords.Of(o)))];

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Text, nameof(Text), "原因を入力してください。");
        Must(Origin?.ToString(), nameof(Origin), "だれに起因するかを選んでください。");
        return ChangeAsync("cause", new CauseRequest(Said(Text) ?? string.Empty, Origin ?? CauseOrigin.Unknown), "原因を記録しました。", stop);
    }

    protected override void Fill() => (Text, Origin) = (Case.Cause?.Text, Case.Cause?.Origin);
}
