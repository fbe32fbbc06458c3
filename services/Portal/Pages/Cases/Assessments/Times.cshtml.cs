using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Assessments;

/// <summary>Corrects 発生, 発覚 or 知った.</summary>
internal sealed class TimesModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public FactTimeInput Occurred { get; set; } = new();

    [BindProperty]
    public FactTimeInput Discovered { get; set; } = new();

    [BindProperty]
    public FactTimeInput Known { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    protected override string Anchor => "what";

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        var request = new CorrectTimesRequest
        {
            Occurred = Differs(Occurred, nameof(Occurred), Case.Times.Occurred),
            Discovered = Differs(Discovered, nameof(Discovered), Case.Times.Discovered),
            Known = Differs(Known, nameof(Known), Case.Times.Known),
            Reason = Said(Reason),
        };
        return await ChangeAsync("times", request, "日時を訂正しました。", stop);
    }

    protected override void Fill() =>
        (Occurred, Discovered, Known) = (FactTimeInput.Of(Case.Times.Occurred), FactTimeInput.Of(Case.Times.Discovered), FactTimeInput.Of(Case.Times.Known));

    // A form has minutes; an instant that was kept more exactly is not changed by showing it.
    private FactTime? Differs(FactTimeInput typed, string name, FactTime present) =>
        typed.SameAs(FactTimeInput.Of(present)) ? null : typed.Read(ModelState, name);
}
