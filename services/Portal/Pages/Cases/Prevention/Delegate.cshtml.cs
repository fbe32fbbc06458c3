using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Prevention;

/// <summary>Records that the CISO delegated the decision (policy 1(1)オ).</summary>
internal sealed class DelegateModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? DelegateId { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public FactTimeInput GivenAt { get; set; } = new();

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "prevention";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(DelegateId, nameof(DelegateId), "委任を受ける人を選んでください。");
        Must(Reference, nameof(Reference), "根拠を入力してください。");
        return AddAsync("delegations", new DelegationRequest(DelegateId ?? string.Empty, Said(Reference) ?? string.Empty, GivenAt.Read(ModelState, nameof(GivenAt))), "委任を記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));
}
