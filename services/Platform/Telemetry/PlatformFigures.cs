using Csirt.Platform.Database;

namespace Csirt.Platform.Telemetry;

/// <summary>Figures that every service has: what waits, since when, and how old the last proof is.</summary>
internal static class PlatformFigures
{
    private static readonly Sql OutboxAge = new("SELECT COALESCE((@now - MIN(created_at)) / 1000.0, 0) FROM outbox WHERE settled_at IS NULL");

    private static readonly Sql OutboxWaiting = new("SELECT COUNT(*) FROM outbox WHERE settled_at IS NULL AND created_at <= @now");

    private static readonly Sql InboxAge = new("SELECT COALESCE((@now - MIN(received_at)) / 1000.0, 0) FROM inbox WHERE state = 'waiting'");

    private static readonly Sql InboxWaiting = new("SELECT COUNT(*) FROM inbox WHERE state = 'waiting' AND received_at <= @now");

    private static readonly Sql DeadLetters = new("SELECT COUNT(*) FROM inbox WHERE state = 'dead' AND received_at <= @now");

    private static readonly Sql DueWorkAge = new("SELECT COALESCE((@now - MIN(due_at)) / 1000.0, 0) FROM due_work WHERE try_at <= @now OR attempts > 0");

    private static readonly Sql AnchorAge = new("SELECT (@now - MAX(made_at)) / 1000.0 FROM audit_anchor WHERE exported_at IS NOT NULL");

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("csirt.outbox.age", "s", "Age of the oldest message that a consumer does not have yet", OutboxAge),
        new("csirt.outbox.waiting", "", "Messages that a consumer does not have yet", OutboxWaiting),
        new("csirt.inbox.age", "s", "Age of the oldest message that waits to be tried again", InboxAge),
        new("csirt.inbox.waiting", "", "Messages that wait to be tried again", InboxWaiting),
        new("csirt.dead_letters", "", "Messages that could not be handled", DeadLetters),
        new("csirt.due_work.age", "s", "How late the oldest scheduled work is that was not done in time", DueWorkAge),
        new("csirt.audit.anchor.age", "s", "Age of the last signed anchor that lies in the folder outside", AnchorAge),
    ];
}
