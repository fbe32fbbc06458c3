using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Fields;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases.Records;

/// <summary>The CISO names who may inspect staff logs and mail (policy 7.2(2)).</summary>
internal sealed class NominateModel(CasesClient cases, DirectoryClient directory, TimeProvider time) : CasePage(cases, time)
{
    [BindProperty]
    public string? NomineeId { get; set; }

    [BindProperty]
    public string? Scope { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public IReadOnlyList<Choice> People { get; private set; } = [];

    protected override string Anchor => "records";

    public Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Must(NomineeId, nameof(NomineeId), "指名する人を選んでください。");
        Must(Scope, nameof(Scope), "閲覧できる範囲を入力してください。");
        Must(Purpose, nameof(Purpose), "目的を入力してください。");
        return AddAsync("nominations", new NominationRequest(NomineeId ?? string.Empty, Said(Scope) ?? string.Empty, Said(Purpose) ?? string.Empty, Until), "指名を記録しました。", stop);
    }

    protected override async Task LoadChoicesAsync(CancellationToken stop) => People = OrganisationChoices.People(await directory.PeopleAsync(null, stop));
}
