using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Escalation.Auditing;

/// <summary>What Escalation holds, for its own auditor to ask over the same door as the others'.</summary>
internal static class EscalationHoldings
{
    // A case is worked out only where both its snapshot and what was made of it are here.
    private static readonly Sql SelectCases = new(
        """
        SELECT s.case_id AS id, s.case_version AS version FROM case_state s INDEXED BY case_state_versions
        WHERE s.town = @town AND s.case_id > @after
          AND EXISTS (SELECT 1 FROM case_copy c INDEXED BY case_copy_versions WHERE c.town = s.town AND c.case_id = s.case_id AND c.version = s.case_version)
        UNION ALL SELECT case_id, version FROM case_tombstone INDEXED BY case_tombstone_versions WHERE town = @town AND case_id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, h.version FROM (
            SELECT s.case_id AS id, s.case_version AS version FROM case_state s
            WHERE s.town = @town AND s.case_id > @after
              AND EXISTS (SELECT 1 FROM case_copy c WHERE c.town = s.town AND c.case_id = s.case_id AND c.version = s.case_version)
            UNION ALL SELECT case_id, version FROM case_tombstone WHERE town = @town AND case_id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectExpectedDuties = new(
        "SELECT id, 1 AS version FROM expected WHERE town = @town AND kind = 'duty' AND id > @after ORDER BY id LIMIT @limit",
        "SELECT TOP (@limit) id, CAST(1 AS BIGINT) AS version FROM expected WHERE town = @town AND kind = 'duty' AND id > @after ORDER BY id")
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectDuties = new(
        """
        SELECT id, 1 AS version FROM duty INDEXED BY duty_ids WHERE town = @town AND id > @after
        UNION ALL SELECT id, 1 AS version FROM disposed_row WHERE town = @town AND kind = 'duty' AND id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, CAST(1 AS BIGINT) AS version FROM (
            SELECT id FROM duty WHERE town = @town AND id > @after
            UNION ALL SELECT id FROM disposed_row WHERE town = @town AND kind = 'duty' AND id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectOpenDuties = new(
        """
        SELECT case_id AS id, COUNT(*) AS version FROM duty INDEXED BY duty_states
        WHERE town = @town AND case_id > @after AND state NOT IN ('accepted', 'withdrawn') GROUP BY case_id ORDER BY case_id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) case_id AS id, COUNT_BIG(*) AS version FROM duty
        WHERE town = @town AND case_id > @after AND state NOT IN ('accepted', 'withdrawn') GROUP BY case_id ORDER BY case_id
        """)
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectExpectedMails = new(
        "SELECT id, 1 AS version FROM expected WHERE town = @town AND kind = 'mail' AND id > @after ORDER BY id LIMIT @limit",
        "SELECT TOP (@limit) id, CAST(1 AS BIGINT) AS version FROM expected WHERE town = @town AND kind = 'mail' AND id > @after ORDER BY id")
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectMails = new(
        """
        SELECT id, 1 AS version FROM mail WHERE town = @town AND id > @after
        UNION ALL SELECT id, 1 AS version FROM disposed_row WHERE town = @town AND kind = 'mail' AND id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, CAST(1 AS BIGINT) AS version FROM (
            SELECT id FROM mail WHERE town = @town AND id > @after
            UNION ALL SELECT id FROM disposed_row WHERE town = @town AND kind = 'mail' AND id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    internal static HoldingSource Cases { get; } = new("cases", SelectCases);

    internal static HoldingSource ExpectedDuties { get; } = new("expected_duties", SelectExpectedDuties);

    internal static HoldingSource Duties { get; } = new("duties", SelectDuties);

    /// <summary>By case, how many duties are open.</summary>
    internal static HoldingSource OpenDuties { get; } = new("open_duties", SelectOpenDuties);

    internal static HoldingSource ExpectedMails { get; } = new("expected_mails", SelectExpectedMails);

    internal static HoldingSource Mails { get; } = new("mails", SelectMails);
}
