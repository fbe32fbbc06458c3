using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Intake.Filing;

/// <summary>A report that someone wants to file, through whichever door.</summary>
internal sealed record Report
{
    public required string Town { get; init; }

    /// <summary>Person id, <c>key:ID</c> or <see cref="FilePublicReport.Filer"/>.</summary>
    public required string FiledBy { get; init; }

    /// <summary>Person id where signed in.</summary>
    public string? ReporterId { get; init; }

    public string? SectionId { get; init; }

    public bool Drill { get; init; }

    public bool Restricted { get; init; }

    public required string Text { get; init; }

    public ReporterContact? Contact { get; init; }

    public required ReportDocument Document { get; init; }
}

/// <summary>The rest of a report: stored as one document, since nothing is searched in it.</summary>
internal sealed record ReportDocument
{
    public required Channel Channel { get; init; }

    public string? Place { get; init; }

    public required ReportedTimes Times { get; init; }

    public string? BodyId { get; init; }

    public IReadOnlyList<string> SystemIds { get; init; } = [];

    public IncidentKind? Kind { get; init; }

    public CaseFacts Facts { get; init; } = new();

    public IReadOnlyList<string> DataItems { get; init; } = [];

    public string? Medium { get; init; }

    public string? Reference { get; init; }

    /// <summary>Contractor or provider whose key was used.</summary>
    public string? SenderContactId { get; init; }

    public IReadOnlyList<string> ImplicatedIds { get; init; } = [];

    /// <summary>知った as it stands: where nobody gave it, the town knows at the latest when it has the report.</summary>
    public FactTime KnownOr(DateTimeOffset acceptedAt) => KnownAssumed ? FactTime.At(acceptedAt) : Times.Known;

    public bool KnownAssumed => Times.Known.Kind == FactTimeKind.Unknown;
}
