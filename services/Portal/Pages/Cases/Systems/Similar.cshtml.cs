using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Csirt.Portal.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Systems;

/// <summary>How the check of other systems (横展開) stands.</summary>
internal sealed class SimilarSystemsModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public SimilarSystemsState? State { get; set; }

    [BindProperty]
    public string? OwnerId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Result { get; set; }

    public IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<SimilarSystemsState>().Select(s => new Choice(s.ToString(), CaseWords.Of(s)))];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(State?.ToString(), nameof(State), "状況を選んでください。");
        var request = new SimilarSystemsRequest(
            State ?? SimilarSystemsState.InProgress,
            State == SimilarSystemsState.InProgress ? Said(OwnerId) : null,
            State == SimilarSystemsState.NotNeeded ? Said(Reason) : null,
            Said(Result));
        return ChangeAsync("similar-systems", request, "横展開の状況を記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));

    protected override void Fill()
    {
        if (Case.SimilarSystems is { } check)
        {
            (State, OwnerId, Reason, Result) = (check.State, check.OwnerId, check.Reason, check.Result);
        }
    }
}
