namespace Csirt.Escalation.Auditing;

/// <summary>A difference as one look shows it.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Here">Version on the first side; null: not there.</param>
/// <param name="There">Version on the second side; null: not there.</param>
internal sealed record Seen(string Subject, long? Here, long? There)
{
    public string? CaseId { get; init; }

    public string? Note { get; init; }
}

/// <summary>What one check saw in one run.</summary>
/// <param name="Check">Check.</param>
/// <param name="Seen">Differences.</param>
/// <param name="Covers">Which subjects were looked at: those not seen among them are in order.</param>
internal sealed record Look(Check Check, IReadOnlyList<Seen> Seen, Func<string, bool> Covers)
{
    /// <summary>When the oldest message was said that may still bring the second side up to date; null: none is on its way.</summary>
    public DateTimeOffset? OldestOnItsWay { get; init; }

    /// <summary>How long a difference may last before it is an alarm.</summary>
    public required TimeSpan Grace { get; init; }
}

/// <summary>What becomes of a difference that was seen before.</summary>
internal enum NextStep
{
    /// <summary>It may still be on its way.</summary>
    Wait,

    /// <summary>The side that was behind has caught up with what was seen then: this is a new difference.</summary>
    Restart,

    /// <summary>It stays: an alarm.</summary>
    Confirm,
}

/// <summary>Work in flight is no difference: only what stands still is.</summary>
internal static class TwoLooks
{
    public static NextStep Decide(FindingRow before, Seen now, Look look, DateTimeOffset at)
    {
        if (look.Check is Comparison { Counts: true } ? Moved(before, now) : CaughtUp(before, now))
        {
            return NextStep.Restart;
        }

        var onItsWay = look.OldestOnItsWay is { } said && said <= before.FirstSeenAt;
        return onItsWay || at - before.FirstSeenAt < look.Grace ? NextStep.Wait : NextStep.Confirm;
    }

    private static bool Moved(FindingRow before, Seen now) => before.There != now.There;

    private static bool CaughtUp(FindingRow before, Seen now)
    {
        var behindIsThere = before.Here is not null && (before.There is null || before.There < before.Here);
        var (ahead, behind) = behindIsThere ? (before.Here, now.There) : (before.There, now.Here);
        return behind >= ahead;
    }
}
