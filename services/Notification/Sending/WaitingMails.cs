using Csirt.Platform.Clock;
using Csirt.Platform.Database;

namespace Csirt.Notification.Sending;

/// <summary>Notifications that wait for another try: pauses are minutes, so after the clock was set back all of them are due.</summary>
internal sealed class WaitingMails : IAfterSetBack
{
    private static readonly Sql Hasten = new("UPDATE notification SET try_at = @now WHERE state = 'requested' AND try_at > @now");

    public Task HastenAsync(IUnitOfWork uow) => uow.ExecuteAsync(Hasten, new { now = uow.Now });
}
