using Csirt.Platform.Database;
using Csirt.Platform.Telemetry;

namespace Csirt.Notification.Alarms;

/// <summary>Figures for those who operate the system: whether people are being reached.</summary>
internal static class NotificationFigures
{
    private static readonly Sql Failed = new("SELECT COUNT(*) FROM notification WHERE closed = 0 AND state = 'failed'");

    private static readonly Sql Unanswered = new("SELECT COUNT(*) FROM notification WHERE closed = 0 AND overdue_at <= @now");

    private static readonly Sql MailAge = new("SELECT COALESCE((@now - MIN(requested_at)) / 1000.0, 0) FROM notification WHERE state = 'requested'");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("csirt.notifications.failed", "", "Notifications that reached nobody", Failed),
        new("csirt.notifications.unanswered", "", "Notifications that were not acknowledged in time", Unanswered),
        new("csirt.notifications.unsent.age", "s", "Age of the oldest mail that is still to be sent", MailAge),
    ];
}
