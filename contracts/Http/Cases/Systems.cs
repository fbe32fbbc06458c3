using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>How far a system is contained.</summary>
[JsonConverter(typeof(NamedEnumConverter<ContainmentState>))]
public enum ContainmentState
{
    /// <summary>未了.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>封じ込め済み.</summary>
    [JsonStringEnumMemberName("contained")] Contained,

    /// <summary>不要, with a note.</summary>
    [JsonStringEnumMemberName("not_applicable")] NotApplicable,
}

/// <summary>How far a system is recovered.</summary>
[JsonConverter(typeof(NamedEnumConverter<RecoveryState>))]
public enum RecoveryState
{
    /// <summary>未了.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>復旧済み: running again, not confirmed yet.</summary>
    [JsonStringEnumMemberName("restored")] Restored,

    /// <summary>復旧確認済み.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed,

    /// <summary>不要, with a note.</summary>
    [JsonStringEnumMemberName("not_applicable")] NotApplicable,
}

/// <summary>A system concerned: containment and recovery are kept per system, since the counter needs some back first.</summary>
public sealed record SystemConcern
{
    /// <summary>Directory id.</summary>
    public required string SystemId { get; init; }

    /// <summary>Name, zone and class as the register had them when the system was named; null where the register was not known.</summary>
    public string? Name { get; init; }

    /// <summary>Network zone.</summary>
    public NetworkZone? Zone { get; init; }

    /// <summary>機密性: 3A, 3B, 3C, 2 or 1.</summary>
    public string? Confidentiality { get; init; }

    /// <summary>完全性: 2 or 1.</summary>
    public int? Integrity { get; init; }

    /// <summary>可用性: 2 or 1.</summary>
    public int? Availability { get; init; }

    /// <summary>LGWAN, 住基ネット, prefectural cloud or a ministry's system.</summary>
    public bool SharedNetwork { get; init; }

    /// <summary>Recovery wanted within so many hours (policy 2(1) 可用性2); null where none.</summary>
    public int? RecoveryTargetHours { get; init; }

    /// <summary>Recovery wanted by (UTC): counted from 発生 where it is known, else from 知った; null where there is no target, or recovery is confirmed or not needed.</summary>
    public DateTimeOffset? RecoverBy { get; init; }

    /// <summary>Containment.</summary>
    public ContainmentState Containment { get; init; }

    /// <summary>When it was contained; null before.</summary>
    public FactTime? ContainedAt { get; init; }

    /// <summary>Recovery.</summary>
    public RecoveryState Recovery { get; init; }

    /// <summary>When it ran again; null before.</summary>
    public FactTime? RestoredAt { get; init; }

    /// <summary>When recovery was confirmed; null before.</summary>
    public FactTime? ConfirmedAt { get; init; }

    /// <summary>Who confirmed recovery, by directory id; null before.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>Note, or why a step is not needed.</summary>
    public string? Note { get; init; }
}

/// <summary>How a system stands now. What is left out stays as it is.</summary>
public sealed record SystemStatusRequest
{
    /// <summary>Containment.</summary>
    public ContainmentState? Containment { get; init; }

    /// <summary>Recovery.</summary>
    public RecoveryState? Recovery { get; init; }

    /// <summary>When it truly came to stand so; left out: now.</summary>
    public FactTime? At { get; init; }

    /// <summary>Note; required where a step is not needed.</summary>
    public string? Note { get; init; }
}

/// <summary>How the check of other systems (横展開) stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<SimilarSystemsState>))]
public enum SimilarSystemsState
{
    /// <summary>実施済み.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>実施中, with an owner.</summary>
    [JsonStringEnumMemberName("in_progress")] InProgress,

    /// <summary>不要, with a reason.</summary>
    [JsonStringEnumMemberName("not_needed")] NotNeeded,
}

/// <summary>The check whether other systems have it too (policy 5.3(3)ウ).</summary>
/// <param name="State">How it stands.</param>
/// <param name="OwnerId">Who sees to it, by directory id; null unless in progress.</param>
/// <param name="Reason">Why it is not needed; null otherwise.</param>
/// <param name="Result">What came of it; null where nothing was said.</param>
/// <param name="By">Who entered it, by directory id.</param>
/// <param name="At">When it was entered (UTC).</param>
public sealed record SimilarSystemsCheck(SimilarSystemsState State, string? OwnerId, string? Reason, string? Result, string By, DateTimeOffset At);

/// <summary>Record how the check of other systems stands.</summary>
/// <param name="State">How it stands.</param>
/// <param name="OwnerId">Who sees to it, by directory id; required while in progress.</param>
/// <param name="Reason">Required where it is not needed.</param>
/// <param name="Result">What came of it.</param>
public sealed record SimilarSystemsRequest(SimilarSystemsState State, string? OwnerId = null, string? Reason = null, string? Result = null);

/// <summary>Recovery does not apply to the whole case: paper, a lost stick.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who said so, by directory id.</param>
/// <param name="At">When (UTC).</param>
public sealed record RecoveryNotApplicable(string Reason, string By, DateTimeOffset At);
