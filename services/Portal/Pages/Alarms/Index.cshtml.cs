using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Http.Escalation;
using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Alarms;

/// <summary>照合の警報: what the auditor found, closed by a person with a reason, and what was closed before.</summary>
internal sealed class AlarmsModel(EscalationClient escalation, DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    private Dictionary<string, string> _names = [];

    [BindProperty]
    public string? Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ReconciliationAlarms Open { get; private set; } = null!;

    public ReconciliationAlarms Closed { get; private set; } = null!;

    public bool MayHandle => session.Required.May(Act.HandleReconciliation);

    public string NameOf(string? by) => by switch
    {
        null => "",
        _ when by.StartsWith("service:", StringComparison.Ordinal) => "食い違いがなくなりました",
        _ => _names.TryGetValue(by, out var name) ? name : by,
    };

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Reason, nameof(Reason), "閉じる理由を入力してください。");
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => escalation.CloseAlarmAsync(Id ?? string.Empty, Reason!, stop), FieldsOf(typeof(AlarmsModel))))
        {
            Say("警報を閉じました。同じ内容では鳴りません。");
            return RedirectToPage();
        }

        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostRunAsync(CancellationToken stop)
    {
        await escalation.RunReconciliationAsync(stop);
        Say("照合を始めました。しばらくしてから、この画面を開き直してください。");
        return RedirectToPage(new { handler = (string?)null });
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Open = await escalation.AlarmsAsync(stop);
        Closed = await escalation.ClosedAlarmsAsync(stop);
        _names = (await new Loading(stop).OrAsync<IReadOnlyList<PersonEntry>>(s => directory.PeopleAsync(null, s), [])).ToDictionary(p => p.Id, p => p.Name);
    }
}
