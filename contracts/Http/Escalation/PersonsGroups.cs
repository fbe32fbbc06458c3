using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>How 本人通知 stands for one group of persons.</summary>
[JsonConverter(typeof(NamedEnumConverter<GroupState>))]
public enum GroupState
{
    /// <summary>To be told.</summary>
    [JsonStringEnumMemberName("planned")] Planned,

    /// <summary>Told.</summary>
    [JsonStringEnumMemberName("notified")] Notified,

    /// <summary>Put off, with the reason and a day to look again.</summary>
    [JsonStringEnumMemberName("deferred")] Deferred,

    /// <summary>Hard to tell: a substitute measure (publication, an inquiry desk) was taken.</summary>
    [JsonStringEnumMemberName("substituted")] Substituted,
}

/// <summary>A group of persons concerned who are told in one way. No names: what they have in common.</summary>
public sealed record PersonsGroup
{
    /// <summary>Id within the duty.</summary>
    public required string Id { get; init; }

    /// <summary>What they have in common.</summary>
    public required string Name { get; init; }

    /// <summary>How many; null: not known.</summary>
    public long? Persons { get; init; }

    /// <summary>How it stands.</summary>
    public required GroupState State { get; init; }

    /// <summary>Letter, phone, visit; or the substitute measure.</summary>
    public string? Method { get; init; }

    /// <summary>When they were told, or the substitute was taken.</summary>
    public FactTime? DoneAt { get; init; }

    /// <summary>Why it is put off or substituted.</summary>
    public string? Reason { get; init; }

    /// <summary>Day in Japan on which a deferral rings.</summary>
    public DateOnly? LookAgainOn { get; init; }

    /// <summary>Person who entered this last.</summary>
    public required string By { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Names a group, or says how one stands: <c>POST …/groups</c>.</summary>
public sealed record PersonsGroupRequest
{
    /// <summary>The group that changes; null: a new one.</summary>
    public string? Id { get; init; }

    /// <summary>What they have in common; no names.</summary>
    public required string Name { get; init; }

    /// <summary>How many.</summary>
    public long? Persons { get; init; }

    /// <summary>How it stands.</summary>
    public required GroupState State { get; init; }

    /// <summary>How they were or will be told; the substitute measure. Needed for notified and substituted.</summary>
    public string? Method { get; init; }

    /// <summary>When; left out: now.</summary>
    public FactTime? DoneAt { get; init; }

    /// <summary>Needed for deferred and substituted.</summary>
    public string? Reason { get; init; }

    /// <summary>Needed for deferred: tomorrow or later, in Japan.</summary>
    public DateOnly? LookAgainOn { get; init; }
}
