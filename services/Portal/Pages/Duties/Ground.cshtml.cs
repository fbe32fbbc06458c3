using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>Decides a provisional ground (要判断), or one whose withdrawal was proposed.</summary>
internal sealed class GroundModel(EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string Ground { get; set; } = string.Empty;

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Applies { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public DutyDetail Duty { get; private set; } = null!;

    public DutyGround? Asked => Duty.Grounds.FirstOrDefault(g => g.Id == Ground);

    public IReadOnlyList<Choice> Choices { get; } = [new("yes", "該当する"), new("no", "該当しない")];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        Version = Duty.Version;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Applies, nameof(Applies), "該当するかを選んでください。");
        Must(Reason, nameof(Reason), "理由を入力してください。");
        if (ModelState.IsValid && !OnlyEdits
            && await TryAsync(() => escalation.DecideGroundAsync(Id, Ground, new GroundDecisionRequest(Applies == "yes", Reason!.Trim()), Version, stop), FieldsOf(typeof(GroundModel))))
        {
            Say("判断を記録しました。");
            return RedirectToPage("/Duties/Index", new { Id });
        }

        Duty = await escalation.DutyAsync(Id, stop);
        ModelState.Remove(nameof(Version));
        Version = Duty.Version;
        return Page();
    }
}
