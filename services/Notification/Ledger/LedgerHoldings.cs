using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Notification.Ledger;

/// <summary>What the reconciliation holds against Escalation: every notification that a rule asked for, those that were disposed of too.</summary>
internal static class LedgerHoldings
{
    internal static readonly Migration Index = new(120, "what the reconciliation reads", new Sql("CREATE INDEX notification_held ON notification (town, id, by_rule);"));

    private static readonly Sql SelectAsked = new(
        """
        SELECT id, 1 AS version FROM notification WHERE town = @town AND id > @after AND by_rule = 1
        UNION ALL SELECT id, 1 AS version FROM disposed_row WHERE town = @town AND kind = 'mail' AND id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, CAST(1 AS BIGINT) AS version FROM (
            SELECT id FROM notification WHERE town = @town AND id > @after AND by_rule = 1
            UNION ALL SELECT id FROM disposed_row WHERE town = @town AND kind = 'mail' AND id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after VARCHAR(64)" };

    internal static HoldingSource Asked { get; } = new("notifications", SelectAsked);
}
