using Csirt.Contracts.Http.Directory;
using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;

namespace Csirt.Portal.Pages.CallList;

/// <summary>緊急連絡網, to look at and to print (policy 1(2)キ), with what is missing in it.</summary>
internal sealed class CallListModel(DirectoryClient directory, CurrentSession session, TimeProvider time) : FormPage(time)
{
    public Csirt.Contracts.Http.Directory.CallList List { get; private set; } = null!;

    public Readiness? Gaps { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        List = await directory.CallListAsync(stop);
        if (session.Required.May(Act.ReadAlarms))
        {
            Gaps = await new Loading(stop).OrAsync<Readiness?>(async s => await directory.ReadinessAsync(s), null);
        }
    }
}
