using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Notification.Ledger;

/// <summary>What the reconciliation holds against Escalation: every notification that a rule asked for.</summary>
internal static class LedgerHoldings
{
    internal static readonly Migration Index = new(120, "what the reconciliation reads", new Sql("CREATE INDEX notification_held ON notification (town, id, by_rule);"));

    private static readonly Sql SelectAsked = new(
        "SELECT id, 1 AS version FROM notification WHERE town = @town AND id > @after AND by_rule = 1 ORDER BY id LIMIT @limit",
        "SELECT TOP (@limit) id, CAST(1 AS BIGINT) AS version FROM notification WHERE town = @town AND id > @after AND by_rule = 1 ORDER BY id")
    { Types = "@after VARCHAR(64)" };

    internal static HoldingSource Asked { get; } = new("notifications", SelectAsked);
}
