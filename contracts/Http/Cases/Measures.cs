using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Cases;

/// <summary>What a measure is for.</summary>
[JsonConverter(typeof(NamedEnumConverter<MeasureKind>))]
public enum MeasureKind
{
    /// <summary>緊急措置: may be taken before any judgement (policy 6.5(2), 1(2)オ, 6.4(3)キ).</summary>
    [JsonStringEnumMemberName("emergency")] Emergency,

    /// <summary>封じ込め (policy 5.3(3)ウ).</summary>
    [JsonStringEnumMemberName("containment")] Containment,

    /// <summary>復旧 (policy 5.3(3)ウ).</summary>
    [JsonStringEnumMemberName("recovery")] Recovery,

    /// <summary>再発防止 (policy 5.3(3)エ).</summary>
    [JsonStringEnumMemberName("prevention")] Prevention,
}

/// <summary>How a measure stands.</summary>
[JsonConverter(typeof(NamedEnumConverter<MeasureState>))]
public enum MeasureState
{
    /// <summary>予定.</summary>
    [JsonStringEnumMemberName("planned")] Planned,

    /// <summary>実施済み.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>取りやめ, with a reason.</summary>
    [JsonStringEnumMemberName("dropped")] Dropped,
}

/// <summary>A measure of a case, done or planned: kept apart in item 8 of the report to the commission.</summary>
public sealed record Measure
{
    /// <summary>Id within the case, e.g. <c>M3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>What was done or is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>How it stands.</summary>
    public required MeasureState State { get; init; }

    /// <summary>System it is about, by directory id; null where none.</summary>
    public string? SystemId { get; init; }

    /// <summary>When it was truly done; null while planned.</summary>
    public FactTime? DoneAt { get; init; }

    /// <summary>Who did it: a person, section or contractor; null while planned.</summary>
    public string? DoneBy { get; init; }

    /// <summary>Who checked the change as the second person (policy 6.1(4)ウ); null where no one did.</summary>
    public string? CheckedBy { get; init; }

    /// <summary>Why it was done by one person alone, without a second to check it (policy 6.1(4)ウ, by the emergency exception 7.4(2)).</summary>
    public string? AloneReason { get; init; }

    /// <summary>Planned for this day in Japan; null where not set.</summary>
    public DateOnly? PlannedFor { get; init; }

    /// <summary>Who sees to it, by directory id; null where not set.</summary>
    public string? OwnerId { get; init; }

    /// <summary>後記: entered later than it was done.</summary>
    public bool Late { get; init; }

    /// <summary>Who entered it, by directory id.</summary>
    public required string EnteredBy { get; init; }

    /// <summary>When it was entered (UTC).</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Why it was dropped; null otherwise.</summary>
    public string? DropReason { get; init; }
}

/// <summary>Record a measure, done or planned.</summary>
public sealed record RecordMeasureRequest
{
    /// <summary>What it is for.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>What was done or is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>Planned instead of done.</summary>
    public bool Planned { get; init; }

    /// <summary>System it is about, by directory id.</summary>
    public string? SystemId { get; init; }

    /// <summary>When it was truly done; left out: now. More than ten minutes ago marks the entry 後記.</summary>
    public FactTime? DoneAt { get; init; }

    /// <summary>Who did it; left out: the caller.</summary>
    public string? DoneBy { get; init; }

    /// <summary>Who checked the change as the second person (policy 6.1(4)ウ).</summary>
    public string? CheckedBy { get; init; }

    /// <summary>Why it was done by one person alone, without a second to check it (policy 6.1(4)ウ, by the emergency exception 7.4(2)).</summary>
    public string? AloneReason { get; init; }

    /// <summary>Planned for this day in Japan.</summary>
    public DateOnly? PlannedFor { get; init; }

    /// <summary>Who sees to it, by directory id.</summary>
    public string? OwnerId { get; init; }
}

/// <summary>A planned measure was done.</summary>
public sealed record MeasureDoneRequest
{
    /// <summary>When it was truly done; left out: now.</summary>
    public FactTime? DoneAt { get; init; }

    /// <summary>Who did it; left out: the caller.</summary>
    public string? DoneBy { get; init; }

    /// <summary>Who checked the change as the second person (policy 6.1(4)ウ).</summary>
    public string? CheckedBy { get; init; }

    /// <summary>Why it was done by one person alone, without a second to check it (policy 6.1(4)ウ, by the emergency exception 7.4(2)).</summary>
    public string? AloneReason { get; init; }
}

/// <summary>Why something is done, undone or left: used wherever a reason is all that is asked.</summary>
/// <param name="Reason">The reason.</param>
public sealed record ReasonRequest(string Reason);
