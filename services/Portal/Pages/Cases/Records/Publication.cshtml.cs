using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>Records the judgement on publication (policy 1(9)カ).</summary>
internal sealed class PublicationModel(CasesClient cases, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public PublicationState? State { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? PlannedFor { get; set; }

    [BindProperty]
    public FactTimeInput PublishedAt { get; set; } = new();

    [BindProperty]
    public string? Place { get; set; }

    public IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<PublicationState>().Select(s => new Choice(s.ToString(), CaseWords.Of(s)))];

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(State?.ToString(), nameof(State), "判断を選んでください。");
        var request = new PublicationRequest
        {
            State = State ?? PublicationState.Pending,
            Reason = Said(Reason),
            PlannedFor = PlannedFor,
            PublishedAt = PublishedAt.Read(ModelState, nameof(PublishedAt)),
            Place = Said(Place),
        };
        return ChangeAsync("publication", request, "公表の判断を記録しました。", stop);
    }

    protected override void Fill()
    {
        if (Case.Publication is { } publication)
        {
            (State, Reason, PlannedFor, Place) = (publication.State, publication.Reason, publication.PlannedFor, publication.Place);
            PublishedAt = publication.PublishedAt is { } at ? FactTimeInput.Of(at) : new FactTimeInput();
        }
    }
}
