using System.Text.Json.Serialization;
using Csirt.Contracts.Values;

namespace Csirt.Contracts.Http.Escalation;

/// <summary>
/// Whom a case tells, by which way, when, and who comes next: <c>GET /api/escalation/cases/{caseId}/plan</c>. Each chain is frozen
/// when it is made; where it can't be kept (the deputy fell ill), a new version stands beside the old one with the reason.
/// <c>?version=</c> shows the plan as it stood.
/// </summary>
/// <param name="CaseId">Case.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Version">Version of the plan: grows with every chain that is made or made anew; 0: nobody is to be told yet.</param>
/// <param name="MadeAt">When this version was made (UTC).</param>
/// <param name="Chains">One chain per person and thing to be told, in the order in which they were made.</param>
/// <param name="QuietAt">When the case rings next if nothing is done until then (UTC); null: never.</param>
/// <param name="NextLookAt">When a target, limit, reminder or ring comes up next (UTC); null: never.</param>
public sealed record CasePlan(
    string CaseId, string CaseNumber, long Version, DateTimeOffset? MadeAt, IReadOnlyList<PlannedChain> Chains, DateTimeOffset? QuietAt, DateTimeOffset? NextLookAt);

/// <summary>One person is told one thing; these are the steps until someone answers.</summary>
public sealed record PlannedChain
{
    /// <summary>First notification of the chain.</summary>
    public required string RootId { get; init; }

    /// <summary>Rule that asked for it.</summary>
    public required string RuleId { get; init; }

    /// <summary>Subject line.</summary>
    public required string Subject { get; init; }

    /// <summary>Roles in which the person is told: one notification names them all.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>
    /// Roles for which the person's own acknowledgement counts. A role is missing where the person would have told themselves: then
    /// someone else is told in that role too, in a chain of their own.
    /// </summary>
    public required IReadOnlyList<Role> AcknowledgesFor { get; init; }

    /// <summary>An acknowledgement is wanted; else the steps follow only where the notification can't be delivered.</summary>
    public required bool NeedsAcknowledgement { get; init; }

    /// <summary>Someone of the chain has acknowledged.</summary>
    public required bool Answered { get; init; }

    /// <summary>Version of the plan in which it was made.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Why it was made anew, in Japanese; null for the first.</summary>
    public string? Why { get; init; }

    /// <summary>Steps, from the first notification on.</summary>
    public required IReadOnlyList<ChainStep> Steps { get; init; }

    /// <summary>Earlier versions of this chain, oldest first.</summary>
    public required IReadOnlyList<ChainVersion> Before { get; init; }
}

/// <summary>A chain as it was planned before.</summary>
/// <param name="Version">Version of the plan.</param>
/// <param name="MadeAt">When it was made (UTC).</param>
/// <param name="Why">Why, in Japanese; null for the first.</param>
/// <param name="Steps">Its steps.</param>
public sealed record ChainVersion(long Version, DateTimeOffset MadeAt, string? Why, IReadOnlyList<ChainStep> Steps);

/// <summary>A step of a chain.</summary>
/// <param name="Number">0 for the first notification.</param>
/// <param name="Kind">What kind of step.</param>
/// <param name="PersonId">Who is told.</param>
/// <param name="PersonName">Name; null where the directory knows none.</param>
/// <param name="Gateway">Gateway by name; null: mail.</param>
/// <param name="ChannelTitle">The way as people call it.</param>
/// <param name="At">When it is due if nobody answers before (UTC); null: only where what went before can't be delivered.</param>
/// <param name="NotificationId">Notification that it became; null: not yet.</param>
/// <param name="AskedAt">When that was asked for (UTC).</param>
/// <param name="State">How that stands, in the ledger's words.</param>
public sealed record ChainStep(
    int Number, ChainStepKind Kind, string PersonId, string? PersonName, string? Gateway, string ChannelTitle, DateTimeOffset? At, string? NotificationId, DateTimeOffset? AskedAt, string? State);

/// <summary>Kinds of steps, in their order.</summary>
[JsonConverter(typeof(NamedEnumConverter<ChainStepKind>))]
public enum ChainStepKind
{
    /// <summary>最初の通知.</summary>
    [JsonStringEnumMemberName("first")] First,

    /// <summary>同じ人に同じ手段でもう一度.</summary>
    [JsonStringEnumMemberName("again")] Again,

    /// <summary>同じ人に次の手段で.</summary>
    [JsonStringEnumMemberName("next_channel")] NextChannel,

    /// <summary>代理へ.</summary>
    [JsonStringEnumMemberName("deputy")] Deputy,

    /// <summary>責任者へ.</summary>
    [JsonStringEnumMemberName("leader")] Leader,
}
