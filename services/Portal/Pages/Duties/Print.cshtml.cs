using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Duties;

/// <summary>A report to print: what is handed in and nothing beside it.</summary>
internal sealed class PrintModel(EscalationClient escalation, CasesClient cases, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    public DutyDetail Duty { get; private set; } = null!;

    public PreparedReport Report { get; private set; } = null!;

    public CaseDetail? Case { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Duty = await escalation.DutyAsync(Id, stop);
        Report = await escalation.ReportAsync(Id, stop);
        Case = await new Loading(stop).OrAsync<CaseDetail?>(async s => await cases.ReadAsync(Duty.CaseId, s), null);
    }
}
