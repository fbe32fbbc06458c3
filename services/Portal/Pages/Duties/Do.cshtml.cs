using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>Does one thing with a duty.</summary>
internal sealed class DoDutyModel(EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public string What { get; set; } = string.Empty;

    /// <summary>The version of the duty that the person saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public DutyForm Form { get; set; } = new();

    public DutyDetail Duty { get; private set; } = null!;

    public DutyAction Action => DutyAction.Find(What) ?? throw new ApiException(StatusCodes.Status404NotFound, "not_found", "操作が見つかりません。");

    /// <summary>It needs approval and has none: filing it now is 緊急提出.</summary>
    public bool WouldBeUrgent => Duty.NeedsApproval && Duty.State is DutyLife.Open or DutyLife.Drafted or DutyLife.Provisional;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        (Version, Form.ReceiptNumber) = (Duty.Version, Duty.History.LastOrDefault(h => h.ReceiptNumber is not null)?.ReceiptNumber);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Form.Moment = Form.At.Read(ModelState, "Form.At");
        if (What == "redate")
        {
            Must(Form.Takes, "Form.Takes", "どちらかを選んでください。");
        }

        if (What == "defer")
        {
            Must(Form.LookAgainOn?.ToString(), "Form.LookAgainOn", "次に見直す日を入力してください。");
        }

        var stale = false;
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => escalation.DoAsync(Id, Action.Code, Action.Body(Form), Version, stop), DutyForm.FieldOf, e => stale = e.Stale))
        {
            Say("記録しました。");
            return RedirectToPage("/Duties/Index", new { Id });
        }

        Duty = await escalation.DutyAsync(Id, stop);
        if (stale)
        {
            ViewData["ErrorTitle"] = "ほかの人が先に更新しました";
            ModelState.Remove(nameof(Version));
            Version = Duty.Version;
        }

        return Page();
    }
}
