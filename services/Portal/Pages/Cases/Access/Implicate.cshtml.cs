using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Access;

/// <summary>Shuts an implicated person out, or lets them back.</summary>
internal sealed class ImplicateModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? PersonId { get; set; }

    [BindProperty]
    public string What { get; set; } = "out";

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<Choice> Whats { get; } = [new("out", "除外する"), new("back", "戻す")];

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "access";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(PersonId, nameof(PersonId), "職員を選んでください。");
        Must(Reason, nameof(Reason), "理由を入力してください。");
        return ChangeAsync("implicated", new ImplicateRequest(PersonId ?? string.Empty, What == "out", Said(Reason) ?? string.Empty), "記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));
}
