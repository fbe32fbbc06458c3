using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Intake.Filing;
using Csirt.Intake.Following;
using Csirt.Platform.Database;
using Csirt.Platform.Reconciliation;

namespace Csirt.Intake.Storage;

/// <summary>An accepted report.</summary>
internal sealed class ReportRow
{
    public required string Id { get; init; }

    public required string ReceiptNumber { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }

    public bool Drill { get; init; }

    public bool Restricted { get; init; }

    public required string FiledBy { get; init; }

    public string? ReporterId { get; init; }

    public string? SectionId { get; init; }

    public int Notes { get; init; }

    public int Attachments { get; init; }

    public required string Text { get; init; }

    public required string Document { get; init; }

    public string? Contact { get; init; }

    public ReportDocument ReadDocument() => JsonSerializer.Deserialize<ReportDocument>(Document, CsirtJson.Options)!;

    public ReporterContact? ReadContact() => Contact is null ? null : JsonSerializer.Deserialize<ReporterContact>(Contact, CsirtJson.Options);
}

/// <summary>Finds accepted reports.</summary>
internal static class ReportRows
{
    private static readonly Sql ById = new(
        """
        SELECT id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, notes, attachments, text, document, contact
        FROM report WHERE town = @town AND id = @id
        """);

    private static readonly Sql ByFollowHash = new(
        """
        SELECT id, receipt_number, accepted_at, drill, restricted, filed_by, reporter_id, section_id, notes, attachments, text, document, contact
        FROM report WHERE town = @town AND follow_hash = @hash
        """)
    { Types = "@hash CHAR(64)" };

    private static readonly Sql SelectHeld = new(
        """
        SELECT id, 1 AS version FROM report WHERE town = @town AND id > @after
        UNION ALL SELECT id, 1 AS version FROM disposed_row WHERE town = @town AND kind = 'report' AND id > @after
        ORDER BY 1 LIMIT @limit
        """,
        """
        SELECT TOP (@limit) h.id, CAST(1 AS BIGINT) AS version FROM (
            SELECT id FROM report WHERE town = @town AND id > @after
            UNION ALL SELECT id FROM disposed_row WHERE town = @town AND kind = 'report' AND id > @after) AS h
        ORDER BY h.id
        """)
    { Types = "@after CHAR(32)" };

    /// <summary>Accepted reports, those that were disposed of too, for the reconciliation.</summary>
    public static HoldingSource Held { get; } = new("reports", SelectHeld);

    public static Task<ReportRow?> FindAsync(IReadSession session, string id) => session.QuerySingleAsync<ReportRow>(ById, new { id });

    public static Task<ReportRow?> FindAsync(IReadSession session, FollowSecret secret) => session.QuerySingleAsync<ReportRow>(ByFollowHash, new { secret.Hash });
}
