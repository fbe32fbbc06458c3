using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>A duty: to whom, by when, why, the text to hand in, and what can be done next.</summary>
internal sealed class DutyModel(EscalationClient escalation, CasesClient cases, TimeProvider time) : FormPage(time)
{
    private IReadOnlyDictionary<string, string> _names = new Dictionary<string, string>();

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    public DutyDetail Duty { get; private set; } = null!;

    public CaseDetail? Case { get; private set; }

    public PreparedReport? Report { get; private set; }

    public IReadOnlyList<DutyAction> Actions => [.. DutyAction.All.Where(a => Duty.Allowed.Contains(a.Code))];

    public string NameOf(string id) => id.StartsWith("service:", StringComparison.Ordinal) ? "システム" : id.StartsWith("prefecture:", StringComparison.Ordinal) ? "県" : _names.GetValueOrDefault(id) ?? id;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        var loading = new Loading(stop);
        Case = await loading.OrAsync<CaseDetail?>(async s => await cases.ReadAsync(Duty.CaseId, s), null);
        Report = await loading.OrAsync<PreparedReport?>(async s => await escalation.ReportAsync(Id, s), null);
        _names = (await loading.OrAsync<CaseDuties?>(async s => await escalation.OfCaseAsync(Duty.CaseId, s), null))?.Names ?? _names;
    }
}
