using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Plan;

/// <summary>Lessons of cases feed the review of the emergency plan (policy 7.3(4)).</summary>
internal sealed class PlanModel(CasesClient cases, TimeProvider time) : FormPage(time)
{
    private const char Between = '-';

    /// <summary>Chosen lessons: case and item.</summary>
    [BindProperty]
    public List<string> Taken { get; set; } = [];

    [BindProperty]
    public DateOnly? ReviewedOn { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    public PlanLessons Plan { get; private set; } = null!;

    public IReadOnlyList<Choice> Lessons => [.. Plan.Open.Select(lesson => new Choice($"{lesson.CaseId}{Between}{lesson.Item}", $"{lesson.CaseNumber}　{lesson.Text}"))];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Plan = await cases.PlanAsync(stop);
        ReviewedOn = Today;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Outcome, nameof(Outcome), "見直しの結果を入力してください。");
        Must(ReviewedOn?.ToString(), nameof(ReviewedOn), "見直した日を入力してください。");
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => cases.ReviewPlanAsync(Request(), stop), FieldsOf(typeof(PlanModel))))
        {
            Say("見直しを記録しました。");
            return RedirectToPage();
        }

        Plan = await cases.PlanAsync(stop);
        return Page();
    }

    private new PlanReviewRequest Request() => new(
        ReviewedOn!.Value, Outcome!, [.. Taken.Select(taken => taken.Split(Between)).Where(parts => parts.Length == 2 && int.TryParse(parts[1], out _)).Select(parts => new LessonRef(parts[0], int.Parse(parts[1], null)))]);
}
