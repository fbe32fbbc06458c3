using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Access;

/// <summary>Names the persons who handle the case.</summary>
internal sealed class HandlersModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public List<string> PersonIds { get; set; } = [];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "access";

    public Task<IActionResult> OnPostAsync(CancellationToken stop) => ChangeAsync("handlers", new HandlersRequest(PersonIds), "対応者を記録しました。", stop);

    protected override async Task LoadChoicesAsync(CancellationToken stop) => People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));

    protected override void Fill() => PersonIds = [.. Case.HandlerIds];
}
