using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Systems;

/// <summary>How far a system is contained and recovered.</summary>
internal sealed class SystemStatusModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string System { get; set; } = string.Empty;

    [BindProperty]
    public ContainmentState? Containment { get; set; }

    [BindProperty]
    public RecoveryState? Recovery { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    [BindProperty]
    public string? Note { get; set; }

    public SystemConcern? Concern => Case.Systems.FirstOrDefault(s => s.SystemId == System);

    public IReadOnlyList<Choice> Containments { get; } = [.. Enum.GetValues<ContainmentState>().Select(s => new Choice(s.ToString(), CaseWords.Of(s)))];

    public IReadOnlyList<Choice> Recoveries { get; } = [.. Enum.GetValues<RecoveryState>().Select(s => new Choice(s.ToString(), CaseWords.Of(s)))];

    protected override string Anchor => "systems";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        var request = new SystemStatusRequest
        {
            Containment = Containment == Concern?.Containment ? null : Containment,
            Recovery = Recovery == Concern?.Recovery ? null : Recovery,
            At = At.Read(ModelState, nameof(At)),
            Note = Said(Note),
        };
        return await ChangeAsync(CasesClient.On($"systems/{System}/status"), request, "システムの状況を記録しました。", stop);
    }

    protected override void Fill() => (Containment, Recovery, Note) = (Concern?.Containment, Concern?.Recovery, Concern?.Note);
}
