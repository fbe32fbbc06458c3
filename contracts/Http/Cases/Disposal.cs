using System.Text.Json.Serialization;
using Csirt.Contracts.Messages;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>Why the records of a case are kept beyond their period (保留).</summary>
[JsonConverter(typeof(NamedEnumConverter<HoldKind>))]
public enum HoldKind
{
    /// <summary>訴訟・不服申立て.</summary>
    [JsonStringEnumMemberName("litigation")] Litigation,

    /// <summary>捜査・調査.</summary>
    [JsonStringEnumMemberName("investigation")] Investigation,

    /// <summary>監査.</summary>
    [JsonStringEnumMemberName("audit")] Audit,

    /// <summary>そのほか.</summary>
    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>A hold: as long as one is set, the case can't be disposed of.</summary>
public sealed record RecordHold
{
    /// <summary>Id within the case, e.g. <c>H1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Why.</summary>
    public required HoldKind Kind { get; init; }

    /// <summary>Reason in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who set it, by directory id.</summary>
    public required string By { get; init; }

    /// <summary>When it was set (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who lifted it; null while it is set.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>When it was lifted (UTC).</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Why it was lifted.</summary>
    public string? LiftedReason { get; init; }
}

/// <summary>Set a hold.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Reason">Reason in words.</param>
public sealed record HoldRequest(HoldKind Kind, string Reason);

/// <summary>Someone proposes to dispose of a case; another person approves.</summary>
/// <param name="By">Who, by directory id.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Reason">Reason in words.</param>
public sealed record DisposalProposal(string By, DateTimeOffset At, string Reason);

/// <summary>A case whose retention period is over, or that is held.</summary>
public sealed record DisposalCandidate
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Number.</summary>
    public required string Number { get; init; }

    /// <summary>Version, for If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>Short title.</summary>
    public required string Title { get; init; }

    /// <summary>Stage.</summary>
    public required CaseStage Stage { get; init; }

    /// <summary>When it ended (UTC); null where it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>End of its retention period (exclusive, UTC); null where it has not ended or no periods are known.</summary>
    public DateTimeOffset? RetainedUntil { get; init; }

    /// <summary>Classes of records that count for it.</summary>
    public required IReadOnlyList<RecordClass> Classes { get; init; }

    /// <summary>Holds that are set.</summary>
    public required IReadOnlyList<RecordHold> Holds { get; init; }

    /// <summary>The proposal that waits for approval; null where there is none.</summary>
    public DisposalProposal? Proposal { get; init; }

    /// <summary>Every reason why it can't be disposed of now.</summary>
    public required IReadOnlyList<UnmetReason> Unmet { get; init; }

    /// <summary>Acts that the caller may do with it, in snake_case.</summary>
    public required IReadOnlyList<string> Allowed { get; init; }

    /// <summary>Names of the persons in it, by id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }
}

/// <summary>廃棄予定: <c>GET /api/cases/disposals</c>. Cases that the caller may see.</summary>
/// <param name="Periods">Retention periods of the town; empty where none are known yet.</param>
/// <param name="Due">Cases whose period is over, the longest ended first.</param>
/// <param name="Held">Cases that are held, whether their period is over or not.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record DisposalList(IReadOnlyList<RetentionPeriod> Periods, IReadOnlyList<DisposalCandidate> Due, IReadOnlyList<DisposalCandidate> Held, string? Next);

/// <summary>What is left of a case that was disposed of.</summary>
/// <param name="CaseId">Id.</param>
/// <param name="Number">Number.</param>
/// <param name="EndedAt">When it was closed or judged to be none (UTC).</param>
/// <param name="RetainedUntil">When its retention period was over (UTC).</param>
/// <param name="DisposedAt">When it was disposed of (UTC).</param>
/// <param name="ProposedBy">Who proposed it, by directory id.</param>
/// <param name="ProposedByName">Name, where the directory knows it.</param>
/// <param name="ApprovedBy">Who approved it, by directory id.</param>
/// <param name="ApprovedByName">Name, where the directory knows it.</param>
/// <param name="Reason">Reason of the approval; null for a case that went with the one it was merged into.</param>
public sealed record DisposedCase(
    string CaseId, string Number, DateTimeOffset EndedAt, DateTimeOffset RetainedUntil, DateTimeOffset DisposedAt, string ProposedBy, string? ProposedByName, string ApprovedBy, string? ApprovedByName, string? Reason);

/// <summary>廃棄簿: <c>GET /api/cases/disposed</c>.</summary>
/// <param name="Cases">The newest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record DisposedPage(IReadOnlyList<DisposedCase> Cases, string? Next);
