using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>Reports that the prefecture's towns handed in, the newest first: <c>GET /api/escalation/town-reports?after=</c>.</summary>
/// <param name="Reports">Reports.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null: this is the last.</param>
public sealed record TownReports(IReadOnlyList<TownReport> Reports, string? Next);

/// <summary>A report as a town handed it in, and what the prefecture did with it: <c>GET /api/escalation/town-reports/{id}</c>. Its version is the ETag.</summary>
public sealed record TownReport
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Version; the ETag is this in quotes.</summary>
    public required long Version { get; init; }

    /// <summary>Code of the town.</summary>
    public required string TownCode { get; init; }

    /// <summary>Name of the town.</summary>
    public required string TownName { get; init; }

    /// <summary>Number of the town's case.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>What was filed.</summary>
    public required string Title { get; init; }

    /// <summary>Clause it was filed under.</summary>
    public required string Basis { get; init; }

    /// <summary>An addition to an earlier report (追完).</summary>
    public required bool Supplement { get; init; }

    /// <summary>It is to be passed on to the ministry (総務省).</summary>
    public required bool ForMinistry { get; init; }

    /// <summary>Texts as filed.</summary>
    public required IReadOnlyList<FiledItem> Items { get; init; }

    /// <summary>How the town says it handed it in.</summary>
    public string? How { get; init; }

    /// <summary>When the town says it handed it in.</summary>
    public required FactTime FiledAt { get; init; }

    /// <summary>When it arrived here (UTC).</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The prefecture's receipt; null: not taken in yet.</summary>
    public TownReportStep? Received { get; init; }

    /// <summary>Passed on to the ministry; null: not yet.</summary>
    public TownReportStep? Forwarded { get; init; }

    /// <summary>The ministry's receipt; null: none yet.</summary>
    public TownReportStep? MinistryReceived { get; init; }

    /// <summary>What can be done next: receipt, forwarding, ministry-receipt.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }
}

/// <summary>Something that was done with a town's report.</summary>
/// <param name="At">When.</param>
/// <param name="By">Person id, of the prefecture.</param>
/// <param name="ReceiptNumber">Receipt number; null where none belongs to it.</param>
public sealed record TownReportStep(FactTime At, string By, string? ReceiptNumber);

/// <summary>
/// Take a report in, pass it on, or record the ministry's receipt: <c>POST /api/escalation/town-reports/{id}/receipt</c>,
/// <c>…/forwarding</c>, <c>…/ministry-receipt</c>, with <c>If-Match</c>.
/// </summary>
/// <param name="ReceiptNumber">The prefecture's, or the ministry's; left out for passing on.</param>
/// <param name="At">When it truly was; left out: now.</param>
public sealed record TownReportStepRequest(string? ReceiptNumber = null, FactTime? At = null);
