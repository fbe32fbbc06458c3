using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Cases;

/// <summary>
/// A form that does one thing with a case. It opens with the case as it stands; where somebody else was faster, it shows what
/// they did, keeps what was typed, and can be sent again.
/// </summary>
internal abstract class CasePage(CasesClient cases, TimeProvider time) : FormPage(time)
{
    private const int LinesShown = 20;

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    /// <summary>The version of the case that the person saw.</summary>
    [BindProperty]
    public long Version { get; set; }

    public CaseDetail Case { get; private set; } = null!;

    /// <summary>What others did since the form was opened; empty where nothing.</summary>
    public IReadOnlyList<TimelineEntry> DoneByOthers { get; private set; } = [];

    public string NameOf(string? id) => id is null ? "不明" : Case.Names.GetValueOrDefault(id) ?? id;

    /// <summary>The section of the case page to come back to.</summary>
    protected virtual string Anchor => "top";

    public string Back => $"/cases/{Id}#{Anchor}";

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        Fill();
    }

    /// <summary>Puts the case as it stands into the form.</summary>
    protected virtual void Fill()
    {
    }

    /// <summary>Loads what the form needs beyond the case: choices.</summary>
    protected virtual Task LoadChoicesAsync(CancellationToken stop) => Task.CompletedTask;

    protected async Task LoadAsync(CancellationToken stop)
    {
        Case = await cases.ReadAsync(Id, stop);
        await LoadChoicesAsync(stop);
        if (HttpMethods.IsGet(Request.Method))
        {
            Version = Case.Version;
        }
    }

    /// <summary>Sends a command that needs the case to stand as the person saw it.</summary>
    protected Task<IActionResult> ChangeAsync(string command, object body, string said, CancellationToken stop) => SendAsync(command, body, Version, said, stop);

    /// <summary>Sends a command that only adds: it goes through whatever others did meanwhile.</summary>
    protected Task<IActionResult> AddAsync(string command, object body, string said, CancellationToken stop) => SendAsync(command, body, null, said, stop);

    /// <summary>Shows the form again, as it was typed.</summary>
    protected async Task<IActionResult> AgainAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>Name of the form's field for a JSON name.</summary>
    protected virtual string? FieldOf(string json) => FieldsOf(GetType())(json);

    private async Task<IActionResult> SendAsync(string command, object body, long? version, string said, CancellationToken stop)
    {
        if (OnlyEdits || !ModelState.IsValid)
        {
            return await AgainAsync(stop);
        }

        var stale = false;
        if (await TryAsync(async () => await cases.DoAsync(Id, command, body, version, stop), FieldOf, e => stale = e.Stale))
        {
            Say(said);
            return Redirect(Back);
        }

        await LoadAsync(stop);
        if (stale)
        {
            await ShowWhatOthersDidAsync(stop);
        }

        return Page();
    }

    private async Task ShowWhatOthersDidAsync(CancellationToken stop)
    {
        var latest = await cases.TimelineAsync(Id, null, LinesShown, stop);
        DoneByOthers = [.. latest.Entries.Where(e => e.Version > Version)];
        ModelState.Remove(nameof(Version));
        Version = Case.Version;
    }
}
