using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Http.Intake;
using Csirt.Contracts.Values;

namespace Csirt.Portal.Pages.Reports;

/// <summary>What the receipt page shows, kept for it in a sealed cookie: the follow-up secret is told only once.</summary>
internal sealed record KeptReceipt
{
    public KeptReceipt()
    {
    }

    public KeptReceipt(ReportReceipt receipt, IncidentKind? kind, IReadOnlyList<string> notAttached) =>
        (ReportId, ReceiptNumber, AcceptedAt, Drill, KnownAssumed, FollowPath, Kind, NotAttached) =
        (receipt.ReportId, receipt.ReceiptNumber, receipt.AcceptedAt, receipt.Drill, receipt.KnownAssumed, receipt.FollowPath, kind, notAttached);

    public string ReportId { get; init; } = string.Empty;

    public string ReceiptNumber { get; init; } = string.Empty;

    public DateTimeOffset AcceptedAt { get; init; }

    public bool Drill { get; init; }

    public bool KnownAssumed { get; init; }

    public string FollowPath { get; init; } = string.Empty;

    public IncidentKind? Kind { get; init; }

    public IReadOnlyList<string> NotAttached { get; init; } = [];

    public static KeptReceipt? Read(object? kept) => kept is string text ? JsonSerializer.Deserialize<KeptReceipt>(text, CsirtJson.Options) : null;

    public string Write() => JsonSerializer.Serialize(this, CsirtJson.Options);
}
