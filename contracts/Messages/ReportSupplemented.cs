namespace Csirt.Contracts.Messages;

/// <summary>The reporter added to a report: a note (追記) or an attachment. Cases puts it into the timeline of the report's case.</summary>
public sealed record ReportSupplemented : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Number of the addition within the report, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When Intake accepted it (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>What was added, in the reporter's words; null where it was an attachment.</summary>
    public string? Text { get; init; }

    /// <summary>Attachments of the report so far.</summary>
    public required int AttachmentCount { get; init; }

    /// <inheritdoc />
    public string Key => ReportId;
}
