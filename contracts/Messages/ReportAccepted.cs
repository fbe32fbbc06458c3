using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>Intake accepted a report. Cases opens a case for it: every accepted report has one, always (policy 1(9)ウ).</summary>
public sealed record ReportAccepted : IMessage
{
    /// <inheritdoc />
    public required string Town { get; init; }

    /// <summary>Id of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Receipt number a person can read out, e.g. <c>受付-R8-0012</c>.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>Who brought it.</summary>
    public required Channel Channel { get; init; }

    /// <summary>A drill (訓練); fixed at filing.</summary>
    public required bool Drill { get; init; }

    /// <summary>When Intake accepted it (UTC).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Person id of the reporter where signed in; null for outsiders and machines.</summary>
    public string? ReporterId { get; init; }

    /// <summary>Section concerned, by directory id; null where not known.</summary>
    public string? SectionId { get; init; }

    /// <summary>Reporting body (報告主体) by directory id; null: the section's own.</summary>
    public string? BodyId { get; init; }

    /// <summary>Systems concerned, by directory id.</summary>
    public IReadOnlyList<string> SystemIds { get; init; } = [];

    /// <summary>Kind as the reporter sees it; null where not said.</summary>
    public IncidentKind? Kind { get; init; }

    /// <summary>What happened, in the reporter's words.</summary>
    public required string Text { get; init; }

    /// <summary>Times and facts as reported.</summary>
    public required ReportedTimes Times { get; init; }

    /// <summary>Facts as far as the reporter gave them.</summary>
    public required CaseFacts Facts { get; init; }

    /// <summary>Reporter asks for confidential handling (内部通報): the case starts restricted.</summary>
    public bool Restricted { get; init; }

    /// <summary>Persons said to be involved, by directory id: they are shut out of the case.</summary>
    public IReadOnlyList<string> ImplicatedIds { get; init; } = [];

    /// <summary>Attachments received with it.</summary>
    public int AttachmentCount { get; init; }

    /// <summary>Reports that look like the same event, most alike first.</summary>
    public IReadOnlyList<string> LikelyDuplicateReportIds { get; init; } = [];

    /// <inheritdoc />
    public string Key => ReportId;
}

/// <summary>Times as the reporter gave them (発生, 発覚, 知った).</summary>
/// <param name="Occurred">発生.</param>
/// <param name="Discovered">発覚.</param>
/// <param name="Known">知った: when any department of the reporting body first knew. The statutory clocks start here.</param>
public sealed record ReportedTimes(FactTime Occurred, FactTime Discovered, FactTime Known);
