using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Duties;

/// <summary>Records what a person decided.</summary>
internal sealed class JudgeModel(CasesClient cases, EscalationClient escalation, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Judgement { get; set; } = string.Empty;

    [BindProperty]
    public long JudgementVersion { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Judgement? Asked { get; private set; }

    protected override string Anchor => "duties";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Decision, nameof(Decision), "判断を入力してください。");
        Must(Reason, nameof(Reason), "理由を入力してください。");
        if (ModelState.IsValid && !OnlyEdits
            && await TryAsync(() => escalation.AnswerAsync(Judgement, new JudgementAnswerRequest(Decision!.Trim(), Reason!.Trim()), JudgementVersion, stop), FieldOf))
        {
            Say("判断を記録しました。");
            return Redirect(Back);
        }

        ModelState.Remove(nameof(JudgementVersion));
        return await AgainAsync(stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop)
    {
        Asked = (await escalation.OfCaseAsync(Id, stop)).Judgements.FirstOrDefault(j => j.Id == Judgement);
        JudgementVersion = Asked?.Version ?? 0;
    }
}
