using Csirt.Contracts.Http.Cases;
using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Pages.Paper;

/// <summary>紙の一式: the open cases to print now, and how the daily writing of all of it stands (policy 1(2)キ, 7.3(1)).</summary>
internal sealed class PaperModel(CasesClient cases, CurrentSession session, TimeProvider time) : FormPage(time)
{
    public PaperPack Pack { get; private set; } = null!;

    /// <summary>Null where it isn't known, or not for this person.</summary>
    public PaperPackState? State { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Pack = await cases.PaperPackAsync(stop);
        if (session.Required.May(Act.ReadAlarms))
        {
            State = await new Loading(stop).OrAsync<PaperPackState?>(async s => await cases.PaperPackStateAsync(s), null);
        }
    }
}
