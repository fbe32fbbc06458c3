using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Cases.Storage;

/// <summary>What the reconciliation holds against the other services. A case that lacks its row or its document is none; one that was disposed of is its tombstone.</summary>
internal static class CaseHoldings
{
    private static readonly Sql SelectReports = new(
        """
        SELECT r.report_id AS id, 1 AS version FROM case_report r
        WHERE r.town = @town AND r.report_id > @after
          AND (EXISTS (SELECT 1 FROM case_document d JOIN case_file f ON f.town = d.town AND f.id = d.id WHERE d.town = r.town AND d.id = r.case_id)
            OR EXISTS (SELECT 1 FROM case_tombstone t WHERE t.town = r.town AND t.case_id = r.case_id))
        ORDER BY r.report_id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) r.report_id AS id, CAST(1 AS BIGINT) AS version FROM case_report r
        WHERE r.town = @town AND r.report_id > @after
          AND (EXISTS (SELECT 1 FROM case_document d JOIN case_file f ON f.town = d.town AND f.id = d.id WHERE d.town = r.town AND d.id = r.case_id)
            OR EXISTS (SELECT 1 FROM case_tombstone t WHERE t.town = r.town AND t.case_id = r.case_id))
        ORDER BY r.report_id
        """)
    { Types = "@after VARCHAR(64)" };

    private static readonly Sql SelectCases = new(
        """
        SELECT f.id, f.version FROM case_file f INDEXED BY case_file_versions
        WHERE f.town = @town AND f.id > @after
          AND EXISTS (SELECT 1 FROM case_document d WHERE d.town = f.town AND d.id = f.id)
        UNION ALL SELECT case_id, version FROM case_tombstone INDEXED BY case_tombstone_versions WHERE town = @town AND case_id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, h.version FROM (
            SELECT f.id, f.version FROM case_file f
            WHERE f.town = @town AND f.id > @after AND EXISTS (SELECT 1 FROM case_document d WHERE d.town = f.town AND d.id = f.id)
            UNION ALL SELECT case_id, version FROM case_tombstone WHERE town = @town AND case_id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    private static readonly Sql SelectOpenDuties = new(
        """
        SELECT f.id, f.open_duties AS version FROM case_file f INDEXED BY case_file_versions
        WHERE f.town = @town AND f.id > @after AND f.open_duties > 0
          AND EXISTS (SELECT 1 FROM duty_copy c INDEXED BY duty_copy_ids WHERE c.town = f.town AND c.case_id = f.id)
        ORDER BY f.id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) f.id, CAST(f.open_duties AS BIGINT) AS version FROM case_file f
        WHERE f.town = @town AND f.id > @after AND f.open_duties > 0 AND EXISTS (SELECT 1 FROM duty_copy c WHERE c.town = f.town AND c.case_id = f.id)
        ORDER BY f.id
        """)
    { Types = "@after CHAR(32)" };

    /// <summary>Reports that have a case.</summary>
    internal static HoldingSource Reports { get; } = new("reports", SelectReports);

    /// <summary>Cases.</summary>
    internal static HoldingSource Cases { get; } = new("cases", SelectCases);

    /// <summary>By case, how many duties the board counts as open.</summary>
    internal static HoldingSource OpenDuties { get; } = new("open_duties", SelectOpenDuties);
}
