using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Operations;

/// <summary>The town's dead letters of every service, to be replayed by a person, or dismissed with a reason.</summary>
internal sealed class OperationsModel(OperationsClient operations, CurrentSession session, TimeProvider time) : FormPage(time)
{
    [BindProperty]
    public string? Service { get; set; }

    [BindProperty]
    public string? Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ServiceLetters> Services { get; private set; } = [];

    public bool MayHandle => session.Required.May(Act.HandleDeadLetters);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await TryAsync(() => operations.ReplayAsync(Service ?? string.Empty, Id ?? string.Empty, stop), FieldsOf(typeof(OperationsModel))))
        {
            Say("やり直しを始めました。");
            return RedirectToPage();
        }

        await LoadAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken stop)
    {
        Must(Reason, nameof(Reason), "処理しない理由を入力してください。");
        if (ModelState.IsValid && !OnlyEdits && await TryAsync(() => operations.DismissAsync(Service ?? string.Empty, Id ?? string.Empty, Reason!, stop), FieldsOf(typeof(OperationsModel))))
        {
            Say("メッセージを処理しないことにしました。理由は監査記録に残ります。");
            return RedirectToPage(new { handler = (string?)null });
        }

        await LoadAsync(stop);
        return Page();
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        var services = new List<ServiceLetters>();
        foreach (var (service, name) in OperationsClient.Services)
        {
            services.Add(new ServiceLetters(service, name, await loading.OrAsync<IReadOnlyList<DeadLetter>?>(async s => await operations.DeadLettersAsync(service, s), null)));
        }

        Services = services;
    }
}

/// <summary>Dead letters of a service; null where it doesn't answer.</summary>
internal sealed record ServiceLetters(string Code, string Name, IReadOnlyList<DeadLetter>? Letters);
