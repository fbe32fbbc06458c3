using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>Records what happened to a piece of evidence.</summary>
internal sealed class EvidenceMoveModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty(SupportsGet = true)]
    public string Evidence { get; set; } = string.Empty;

    [BindProperty]
    public EvidenceMove? Move { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? PermittedBy { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public FactTimeInput At { get; set; } = new();

    public IReadOnlyList<Choice> Moves { get; } = [.. Enum.GetValues<EvidenceMove>().Select(m => new Choice(m.ToString(), CaseWords.Of(m)))];

    public IReadOnlyList<Choice> Managers { get; private set; } = [];

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(Move?.ToString(), nameof(Move), "何をしたかを選んでください。");
        var request = new EvidenceMovementRequest
        {
            Move = Move ?? EvidenceMove.Returned,
            To = Said(To),
            Purpose = Said(Purpose),
            PermittedBy = Said(PermittedBy),
            Reference = Said(Reference),
            At = At.Read(ModelState, nameof(At)),
        };
        return AddAsync(CasesClient.On($"evidence/{Evidence}/movements"), request, "証拠の移動を記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => Managers = OrganisationChoices.People(await directory.PeopleAsync(Role.SectionManager, stop));
}
