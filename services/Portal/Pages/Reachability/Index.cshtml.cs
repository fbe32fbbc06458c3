using Csirt.Contracts.Http.Notification;
using Csirt.Platform.Access;
using Csirt.Portal.Http;
using Csirt.Portal.Services;
using Csirt.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Csirt.Portal.Pages.Reachability;

/// <summary>連絡の点検: who could not be reached, and test messages (policy 1(2)キ, 1(3)エ).</summary>
internal sealed class ReadinessModel(NotificationClient notifications, CurrentSession session, TimeProvider time) : FormPage(time)
{
    public ContactReadiness Contacts { get; private set; } = null!;

    public bool MayTest => session.Required.May(Act.TestContacts);

    public static string Of(WayHealth health) => health switch
    {
        WayHealth.Working => "使える",
        WayHealth.Failing => "不通",
        _ => "未確認",
    };

    public static string Colour(WayHealth health) => health switch
    {
        WayHealth.Working => "green",
        WayHealth.Failing => "red",
        _ => "yellow",
    };

    public async Task OnGetAsync(CancellationToken stop) => Contacts = await notifications.ReadinessAsync(stop);

    public async Task<IActionResult> OnPostAsync(string? person, CancellationToken stop)
    {
        var sent = await notifications.SendTestsAsync(person is null ? new SendTestMessages(AllRoles: true) : new SendTestMessages(person), stop);
        Say($"連絡テストを{sent.Sent.Count}通送りました。{(sent.Skipped > 0 ? $"10分以内に送った{sent.Skipped}通は省きました。" : null)}");
        return RedirectToPage();
    }
}
