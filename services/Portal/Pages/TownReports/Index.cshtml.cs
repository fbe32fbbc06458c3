using Csirt.Contracts.Http.Escalation;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.TownReports;

/// <summary>県の受付: what the prefecture's towns have handed in to it, the newest first.</summary>
internal sealed class TownReportsModel(EscalationClient escalation, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Csirt.Contracts.Http.Escalation.TownReports List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => List = await escalation.TownReportsAsync(After, stop);

    public static string StateOf(TownReport report) => report switch
    {
        { Received: null } => "未受付",
        { ForMinistry: true, Forwarded: null } => "受付済み（進達待ち）",
        { ForMinistry: true, MinistryReceived: null } => "進達済み（総務省の受付待ち）",
        _ => "受付済み",
    };

    public static string ColourOf(TownReport report) => report.Allowed.Count == 0 ? "green" : report.Received is null ? "orange" : "blue";
}
