using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>After how long without anything done a case rings, and whom.</summary>
/// <param name="BySeverity">Time by severity.</param>
/// <param name="Unassessed">Time while the severity is not assessed.</param>
/// <param name="InPrevention">Time while recurrence prevention is carried out, which takes weeks by its nature.</param>
/// <param name="Owners">Who is told first, where no handlers are named.</param>
/// <param name="Leaders">Who is told besides when it stays quiet.</param>
internal sealed record QuietSettings(IReadOnlyDictionary<Severity, TimeSpan> BySeverity, TimeSpan Unassessed, TimeSpan InPrevention, IReadOnlyList<Role> Owners, IReadOnlyList<Role> Leaders)
{
    /// <summary>Stands where a pack has none, which is reported.</summary>
    public static QuietSettings None { get; } = new(new Dictionary<Severity, TimeSpan>(), TimeSpan.MaxValue, TimeSpan.MaxValue, [], []);

    private const string UnassessedKey = "unassessed";

    public TimeSpan Of(Severity? severity) => severity is { } assessed ? BySeverity[assessed] : Unassessed;

    public static QuietSettings Read(YamlMap map, PackContext context)
    {
        var hours = map.MapOrNull("hours");
        if (hours is null)
        {
            context.Problems.Add(map.Place, "「hours」に、重大度ごとの時間を書いてください。");
        }

        var settings = new QuietSettings(
            Vocabulary.Words<Severity>().ToDictionary(word => word.Value, word => hours is null ? TimeSpan.FromHours(1) : Hours(hours, word.Key, context)),
            hours is null ? TimeSpan.FromHours(1) : Hours(hours, UnassessedKey, context),
            Hours(map, "in_prevention_hours", context),
            context.RolesOf(map, "owners", required: true),
            context.RolesOf(map, "leaders", required: true));
        hours?.RejectUnread();
        map.RejectUnread();
        return settings;
    }

    private static TimeSpan Hours(YamlMap map, string key, PackContext context)
    {
        var hours = map.NumberOrNull(key);
        if (hours is null or 0)
        {
            context.Problems.Add(map.PlaceOf(key), $"「{key}」に1以上の時間を書いてください。");
        }

        return TimeSpan.FromHours(hours is null or 0 ? 1 : hours.Value);
    }
}
