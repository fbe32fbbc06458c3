using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Operations;

/// <summary>Dead letters of every service, to be replayed by a person.</summary>
internal sealed class OperationsModel(OperationsClient operations, CurrentSession session, TimeProvider time) : FormPage(time)
{
    public IReadOnlyList<ServiceLetters> Services { get; private set; } = [];

    public bool MayReplay => session.Required.May(Act.HandleDeadLetters);

    public async Task OnGetAsync(CancellationToken stop)
    {
        var loading = new Loading(stop);
        var services = new List<ServiceLetters>();
        foreach (var (service, name) in OperationsClient.Services)
        {
            services.Add(new ServiceLetters(service, name, await loading.OrAsync<IReadOnlyList<DeadLetter>?>(async s => await operations.DeadLettersAsync(service, s), null)));
        }

        Services = services;
    }

    public async Task<IActionResult> OnPostAsync(string service, string id, CancellationToken stop)
    {
        await operations.ReplayAsync(service, id, stop);
        Say("やり直しを始めました。");
        return RedirectToPage();
    }
}

/// <summary>Dead letters of a service; null where it doesn't answer.</summary>
internal sealed record ServiceLetters(string Code, string Name, IReadOnlyList<DeadLetter>? Letters);
