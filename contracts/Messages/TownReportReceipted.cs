using Csirt.Contracts.Values;

namespace Csirt.Contracts.Messages;

/// <summary>The prefecture took a town's report in, passed it on, or tells the ministry's receipt: the town's duty is proven by it.</summary>
public sealed record TownReportReceipted : ICrossing
{
    /// <summary>Code of the town that filed the report.</summary>
    public required string Town { get; init; }

    /// <inheritdoc />
    public required string From { get; init; }

    /// <summary>Duty of the town.</summary>
    public required string DutyId { get; init; }

    /// <summary>Duties fulfilled by way of the prefecture.</summary>
    public required IReadOnlyList<string> ThroughDutyIds { get; init; }

    /// <summary>received (受理), forwarded (進達), or ministry_received (総務省の受付).</summary>
    public required string What { get; init; }

    /// <summary>Receipt number; null for what was only passed on.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>When, as the prefecture recorded it.</summary>
    public required FactTime At { get; init; }

    /// <inheritdoc />
    public string Key => DutyId;
}
