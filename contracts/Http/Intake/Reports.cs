using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Intake;

/// <summary>
/// <c>GET /api/intake/reports/{id}</c>: a report as it came in. For those who may read reports of its case, and for the reporter.
/// Of a restricted report for the case's handlers and the reporter alone; that reading is put on record.
/// </summary>
public sealed record ReportDetail
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Receipt number.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>Who brought it.</summary>
    public required Channel Channel { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>Filed as restricted (内部通報).</summary>
    public required bool Restricted { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Person who filed it, by directory id; null for outsiders and machines.</summary>
    public string? ReporterId { get; init; }

    /// <summary>Name of that person; null where no longer known.</summary>
    public string? ReporterName { get; init; }

    /// <summary>Contractor or provider whose key filed it; null otherwise.</summary>
    public string? SenderName { get; init; }

    /// <summary>The sender's own number for it.</summary>
    public string? Reference { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    public required string Text { get; init; }

    /// <summary>Where, in words.</summary>
    public string? Place { get; init; }

    /// <summary>Times as reported; 知った as it stands.</summary>
    public required ReportedTimes Times { get; init; }

    /// <summary>Nobody gave 知った: the moment of acceptance stands in for it.</summary>
    public required bool KnownAssumed { get; init; }

    /// <summary>Section, by directory id.</summary>
    public string? SectionId { get; init; }

    /// <summary>Section, by name.</summary>
    public string? SectionName { get; init; }

    /// <summary>Reporting body (報告主体), by directory id.</summary>
    public string? BodyId { get; init; }

    /// <summary>Reporting body, by name.</summary>
    public string? BodyName { get; init; }

    /// <summary>Systems, by directory id.</summary>
    public required IReadOnlyList<string> SystemIds { get; init; }

    /// <summary>Systems, by name, in the same order.</summary>
    public required IReadOnlyList<string> SystemNames { get; init; }

    /// <summary>Kind as the reporter sees it.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Facts as reported.</summary>
    public required CaseFacts Facts { get; init; }

    /// <summary>Names of the data items concerned.</summary>
    public required IReadOnlyList<string> DataItems { get; init; }

    /// <summary>Medium.</summary>
    public string? Medium { get; init; }

    /// <summary>How to reach the reporter.</summary>
    public ReporterContact? Contact { get; init; }

    /// <summary>Persons said to be involved, by directory id.</summary>
    public required IReadOnlyList<string> ImplicatedIds { get; init; }

    /// <summary>Additions (追記), oldest first.</summary>
    public required IReadOnlyList<Supplement> Supplements { get; init; }

    /// <summary>Attachments, oldest first.</summary>
    public required IReadOnlyList<AttachmentEntry> Attachments { get; init; }

    /// <summary>How far it has come, as the reporter is told.</summary>
    public required Progress Progress { get; init; }

    /// <summary>Case it is handled in, the surviving one after a merge; null for the reporter, who sees no case by this.</summary>
    public string? CaseId { get; init; }

    /// <summary>Number of that case.</summary>
    public string? CaseNumber { get; init; }
}

/// <summary>An addition (追記) to a report.</summary>
/// <param name="Number">Number within the report; attachments count too.</param>
/// <param name="Text">What was added.</param>
/// <param name="AcceptedAt">When (UTC).</param>
public sealed record Supplement(int Number, string Text, DateTimeOffset AcceptedAt);

/// <summary>
/// An attachment. <c>GET /api/intake/reports/{id}/attachments/{attachmentId}</c> gives the file, for saving, never for showing;
/// that is put on record.
/// </summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name as stored: safe as a file name.</param>
/// <param name="GivenName">Name as sent, for reading only; null where it is the same.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
/// <param name="AcceptedAt">When (UTC).</param>
public sealed record AttachmentEntry(string Id, string Name, string? GivenName, long Size, string Sha256, DateTimeOffset AcceptedAt);

/// <summary>One's own report in short.</summary>
public sealed record MyReport
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Receipt number.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>When it was accepted (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>A drill (訓練).</summary>
    public required bool Drill { get; init; }

    /// <summary>Kind.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>Beginning of the text.</summary>
    public required string Beginning { get; init; }

    /// <summary>How far it has come.</summary>
    public required Progress Progress { get; init; }

    /// <summary>The same as a word, e.g. 確認中.</summary>
    public required string ProgressName { get; init; }
}

/// <summary><c>GET /api/intake/reports/mine?after=…</c>: one's own reports, newest first.</summary>
/// <param name="Reports">The reports, at most 50.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this is the last.</param>
public sealed record MyReports(IReadOnlyList<MyReport> Reports, string? Next);
