using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Cases.Storage;

/// <summary>What the reconciliation holds against the other services. A case that lacks its row or its document is none.</summary>
internal static class CaseHoldings
{
    private static readonly Sql SelectReports = new(
        """
        SELECT r.report_id AS id, 1 AS version FROM case_report r JOIN case_file f ON f.town = r.town AND f.id = r.case_id
        WHERE r.town = @town AND r.report_id > @after
          AND EXISTS (SELECT 1 FROM case_document d INDEXED BY case_document_ids WHERE d.town = r.town AND d.id = r.case_id)
        ORDER BY r.report_id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) r.report_id AS id, CAST(1 AS BIGINT) AS version FROM case_report r JOIN case_file f ON f.town = r.town AND f.id = r.case_id
        WHERE r.town = @town AND r.report_id > @after
          AND EXISTS (SELECT 1 FROM case_document d WHERE d.town = r.town AND d.id = r.case_id)
        ORDER BY r.report_id
        """)
    { Types = "@after VARCHAR(64)" };

    private static readonly Sql SelectCases = new(
        """
        SELECT f.id, f.version FROM case_file f INDEXED BY case_file_versions
        WHERE f.town = @town AND f.id > @after
          AND EXISTS (SELECT 1 FROM case_document d INDEXED BY case_document_ids WHERE d.town = f.town AND d.id = f.id)
        ORDER BY f.id LIMIT @limit
        """,
        """
        SELECT TOP (@limit) f.id, f.version FROM case_file f
        WHERE f.town = @town AND f.id > @after AND EXISTS (SELECT 1 FROM case_document d WHERE d.town = f.town AND d.id = f.id)
        ORDER BY f.id
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
