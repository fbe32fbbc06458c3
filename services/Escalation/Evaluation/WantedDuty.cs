using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Rules;

namespace Csirt.Escalation.Evaluation;

/// <summary>A duty as the facts alone would have it, before it is compared with what is kept.</summary>
internal sealed record WantedDuty(
    Rule Rule,
    string Clock,
    DateOnly Trigger,
    Deadline? Target,
    Deadline? Limit,
    IReadOnlyList<PlannedGround> Grounds)
{
    public bool Provisional => Grounds.All(ground => ground.Status == GroundStatus.Provisional);
}

/// <summary>Names of a rule's clocks.</summary>
internal static class Clock
{
    /// <summary>Runs from 知った, and moves with it when it is corrected.</summary>
    public const string Known = "known";

    private const string LongerSuffix = "/longer";

    /// <summary>Runs from a later day, on which a ground came up (100 persons crossed).</summary>
    public static string Of(DateOnly trigger, DateOnly known) =>
        trigger == known ? Known : trigger.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The longer period beside a shorter one that was missed before the ground for the longer one came up.</summary>
    public static string Longer(string clock) => clock + LongerSuffix;

    public static bool IsLonger(string clock) => clock.EndsWith(LongerSuffix, StringComparison.Ordinal);
}
