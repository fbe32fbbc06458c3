using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Http.Notification;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases;

/// <summary>A case at one look: what happened, where it stands, what can be done and why not, who was told, what is due when.</summary>
internal sealed class CaseModel(CasesClient cases, EscalationClient escalation, NotificationClient notifications, DirectoryClient directory, TimeProvider time) : FormPage(time)
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

    /// <summary>The register's entry of each system concerned: whom to call.</summary>
    public IReadOnlyDictionary<string, SystemEntry> Systems { get; private set; } = new Dictionary<string, SystemEntry>();

    /// <summary>What the town wants done first for this kind (policy 6.4(3)キ).</summary>
    public IReadOnlyList<FirstResponse> Procedures { get; private set; } = [];

    /// <summary>As assessed; until then as the reporter sees it.</summary>
    public IncidentKind? Kind => Case.Assessment.Kind ?? Case.Reports.Select(report => report.Kind).FirstOrDefault(kind => kind is not null);

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
        var systems = Case.Systems.Count > 0 ? loading.OrAsync(directory.SystemsAsync, []) : Task.FromResult<IReadOnlyList<SystemEntry>>([]);
        var procedures = loading.OrAsync(async s => await directory.ProceduresAsync(Kind, s), []);
        Timeline = await cases.TimelineAsync(Id, After, LinesShown, stop);
        (Duties, Notifications, Plan) = (await duties, await told, await plan);
        (Systems, Procedures) = ((await systems).ToDictionary(entry => entry.System.Id), await procedures);
        return Page();
    }
}
