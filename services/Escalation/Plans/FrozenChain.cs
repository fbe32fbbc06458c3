using Csirt.Contracts.Http.Escalation;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Plans;

/// <summary>Who is told next if nobody answers: fixed when it is made, kept for good.</summary>
internal sealed record FrozenChain
{
    public required string RootId { get; init; }

    public required IReadOnlyList<Role> AcknowledgesFor { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Why it was made anew; null for the first.</summary>
    public string? Why { get; init; }

    /// <summary>Steps after the first notification, or after the one up to which an earlier version was kept.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }
}

/// <summary>A step that is still to come.</summary>
/// <param name="Number">Position in the chain, from 1.</param>
/// <param name="Kind">Kind.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Gateway">By which gateway; null: mail.</param>
/// <param name="At">When it is due (UTC); null: only where what went before can't be delivered.</param>
/// <param name="Wait">How long an answer to it is waited for.</param>
internal sealed record PlannedStep(int Number, ChainStepKind Kind, string PersonId, string? Gateway, DateTimeOffset? At, TimeSpan Wait);
