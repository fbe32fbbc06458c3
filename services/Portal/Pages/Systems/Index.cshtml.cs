using Csirt.Contracts.Http.Directory;
using Csirt.Contracts.Values;
using Csirt.Portal.Fields;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Systems;

/// <summary>情報システム台帳: which systems there are, in which zone and class, and who answers for them (policy 2(2)ア(ウ)).</summary>
internal sealed class SystemsModel(DirectoryClient directory, TimeProvider time) : FormPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Zone { get; set; }

    public IReadOnlyList<SystemEntry> Found { get; private set; } = [];

    public static IReadOnlyList<Choice> Zones { get; } = [.. Enum.GetValues<NetworkZone>().Select(zone => new Choice(Choices.Code(zone), zone.InJapanese()))];

    public async Task OnGetAsync(CancellationToken stop) => Found = [.. (await directory.SystemsAsync(Said(Zone), Said(Q), stop)).OrderBy(entry => entry.System.Zone)];
}
