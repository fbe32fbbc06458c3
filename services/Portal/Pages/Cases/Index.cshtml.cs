using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases;

/// <summary>A case at one look: what happened, where it stands, what can be done and why not, who was told, what is due when.</summary>
internal sealed class CaseModel(CasesClient cases, EscalationClient escalation, NotificationClient notifications, TimeProvider time) : FormPage(time)
{
    private const int LinesShown = 50;

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    /// <summary>Where the timeline goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CaseDetail Case { get; private set; } = null!;

    /// <summary>Null where Escalation does not answer, or hasn't heard of the case yet.</summary>
    public CaseDuties? Duties { get; private set; }

    /// <summary>Null where Notification does not answer, or hasn't heard of the case yet.</summary>
    public CaseNotifications? Notifications { get; private set; }

    /// <summary>Null where Escalation does not answer, or it is not for this person.</summary>
    public CasePlan? Plan { get; private set; }

    public TimelinePage Timeline { get; private set; } = null!;

    public bool May(string act) => Case.Allowed.Contains(act);

    public string NameOf(string? id) => id is null ? "システム" : Case.Names.GetValueOrDefault(id) ?? Duties?.Names.GetValueOrDefault(id) ?? id;

    public string At(DateTimeOffset at) => JapanTime.Say(at, Today);

    public DueText Due(DateTimeOffset end) => DueText.Of(end, Now);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        // Ids are plain hexadecimal; what people type into the address is the number.
        if (Id.Contains('-', StringComparison.Ordinal))
        {
            return RedirectToPage(new { (await cases.ByNumberAsync(Id, stop)).Id });
        }

        try
        {
            Case = await cases.ReadAsync(Id, stop);
        }
        catch (ApiException e) when (e.Code == CasesClient.CaseDisposed)
        {
            return RedirectToPage("/Disposal/Case", new { Id });
        }

        var loading = new Loading(stop);
        var duties = May("read_duties") ? loading.OrAsync<CaseDuties?>(async s => await escalation.OfCaseAsync(Id, s), null) : Task.FromResult<CaseDuties?>(null);
        var told = loading.OrAsync<CaseNotifications?>(async s => await notifications.OfCaseAsync(Id, s), null);
        var plan = loading.OrAsync<CasePlan?>(async s => await escalation.PlanAsync(Id, s), null);
        Timeline = await cases.TimelineAsync(Id, After, LinesShown, stop);
        (Duties, Notifications, Plan) = (await duties, await told, await plan);
        return Page();
    }
}
