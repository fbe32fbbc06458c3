using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Messages;

namespace Csirt.Escalation.Prefecture;

/// <summary>A town's report as the prefecture keeps it: what was filed, and its own steps.</summary>
internal sealed record TownReportDocument
{
    public required string Id { get; init; }

    public long Version { get; init; }

    public required TownReportFiled Filed { get; init; }

    /// <summary>When it arrived (UTC).</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    public TownReportStep? Received { get; init; }

    public TownReportStep? Forwarded { get; init; }

    public TownReportStep? MinistryReceived { get; init; }

    public bool ForMinistry => Filed.ThroughDutyIds.Count > 0;

    public IReadOnlyList<string> Allowed =>
    [
        .. Received is null ? [TownReportSteps.Receipt] : Array.Empty<string>(),
        .. ForMinistry && Received is not null && Forwarded is null ? [TownReportSteps.Forwarding] : Array.Empty<string>(),
        .. Forwarded is not null && MinistryReceived is null ? [TownReportSteps.MinistryReceipt] : Array.Empty<string>(),
    ];

    public TownReport View() => new()
    {
        Id = Id,
        Version = Version,
        TownCode = Filed.From,
        TownName = Filed.FromName,
        CaseNumber = Filed.CaseNumber,
        Title = Filed.Title,
        Basis = Filed.Basis,
        Supplement = Filed.Supplement,
        ForMinistry = ForMinistry,
        Items = Filed.Items,
        How = Filed.How,
        FiledAt = Filed.FiledAt,
        ArrivedAt = ArrivedAt,
        Received = Received,
        Forwarded = Forwarded,
        MinistryReceived = MinistryReceived,
        Allowed = Allowed,
    };
}

/// <summary>Steps of the prefecture, as paths and as <see cref="TownReport.Allowed"/> names them.</summary>
internal static class TownReportSteps
{
    public const string Receipt = "receipt";
    public const string Forwarding = "forwarding";
    public const string MinistryReceipt = "ministry-receipt";
}
