using System.Globalization;
using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>How a town runs its escalation: who decides what is open, when it rings, who stands in for whom.</summary>
internal sealed record TownSettings
{
    /// <summary>Who finds out facts that nobody was asked yet.</summary>
    public required IReadOnlyList<Role> UnaskedDecidedBy { get; init; }

    public required Period UnaskedTarget { get; init; }

    /// <summary>Who decides provisional duties (要判断).</summary>
    public required IReadOnlyList<Role> ProvisionalDecidedBy { get; init; }

    /// <summary>Days, counted from 知った as day 1, on which an undecided duty rings.</summary>
    public required IReadOnlyList<int> ProvisionalRingsOn { get; init; }

    /// <summary>Who is told besides the preparers and approvers when a limit passes.</summary>
    public required IReadOnlyList<Role> OverdueTo { get; init; }

    /// <summary>Hours within which they answer.</summary>
    public required int OverdueAcknowledgeHours { get; init; }

    /// <summary>Time of day, Japan time, at which reminders ring.</summary>
    public required TimeOnly RingAt { get; init; }

    /// <summary>Who stands in for an absent role whose holder has no deputy.</summary>
    public required IReadOnlyDictionary<Role, IReadOnlyList<Role>> StandIns { get; init; }

    /// <summary>Who is told where nobody holds a role.</summary>
    public required IReadOnlyDictionary<Role, IReadOnlyList<Role>> IfVacant { get; init; }

    /// <summary>Who is told instead of a person shut out because implicated.</summary>
    public required IReadOnlyDictionary<Role, IReadOnlyList<Role>> IfImplicated { get; init; }

    /// <summary>What follows when someone does not answer.</summary>
    public required FollowUpSettings FollowUp { get; init; }

    /// <summary>When a case in which nothing is done rings.</summary>
    public required QuietSettings Quiet { get; init; }

    /// <summary>How long which records are kept.</summary>
    public required RetentionSettings Retention { get; init; }

    public static TownSettings Read(YamlMap map, PackContext context)
    {
        var unasked = map.MapOrNull("unasked_facts");
        var provisional = map.MapOrNull("provisional");
        var settings = new TownSettings
        {
            UnaskedDecidedBy = unasked is null ? [] : context.RolesOf(unasked, "decided_by", required: true),
            UnaskedTarget = (unasked is null ? null : PeriodReader.ReadOrNull(unasked, "target", context)) ?? new Period { From = From.Known, Label = Label.Town },
            ProvisionalDecidedBy = provisional is null ? [] : context.RolesOf(provisional, "decided_by", required: true),
            ProvisionalRingsOn = provisional is null ? [] : [.. provisional.Words("ring_on_days").Select(word => DayOf(word, context))],
            OverdueTo = context.RolesOf(map, "overdue_to", required: true),
            OverdueAcknowledgeHours = map.NumberOrNull("overdue_acknowledge_hours") ?? 0,
            RingAt = TimeOf(map, "ring_at", context),
            StandIns = ReadRoles(map, "stand_ins", context),
            IfVacant = ReadRoles(map, "if_vacant", context),
            IfImplicated = ReadRoles(map, "if_implicated", context),
            FollowUp = map.MapOrNull("follow_up") is { } followUp ? FollowUpSettings.Read(followUp, context) : new FollowUpSettings([], []),
            Quiet = map.MapOrNull("quiet") is { } quiet ? QuietSettings.Read(quiet, context) : QuietSettings.None,
            Retention = map.MapOrNull("retention") is { } retention ? RetentionSettings.Read(retention, context) : RetentionSettings.None,
        };
        foreach (var key in (string[])["unasked_facts", "provisional", "overdue_acknowledge_hours", "stand_ins", "if_vacant", "if_implicated", "follow_up", "quiet", "retention"])
        {
            if (!map.Has(key))
            {
                context.Problems.Add(map.Place, $"「{key}」が必要です。");
            }
        }

        if (unasked is not null && !unasked.Has("target"))
        {
            context.Problems.Add(unasked.Place, "「target」が必要です。");
        }

        unasked?.RejectUnread();
        provisional?.RejectUnread();
        map.RejectUnread();
        return settings;
    }

    private static Dictionary<Role, IReadOnlyList<Role>> ReadRoles(YamlMap map, string key, PackContext context)
    {
        var others = new Dictionary<Role, IReadOnlyList<Role>>();
        if (map.MapOrNull(key) is not { } table)
        {
            return others;
        }

        foreach (var word in table.Keys.Where(Vocabulary.RolesAndCodeNames.ContainsKey))
        {
            others[Vocabulary.RolesAndCodeNames[word]] = context.RolesOf(table, word);
        }

        table.RejectUnread();
        return others;
    }

    private static int DayOf((string Word, Place Place) word, PackContext context)
    {
        if (int.TryParse(word.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day > 0)
        {
            return day;
        }

        context.Problems.Add(word.Place, $"何日目かを1以上の数で書いてください（「{word.Word}」）。");
        return 1;
    }

    private static TimeOnly TimeOf(YamlMap map, string key, PackContext context)
    {
        if (TimeOnly.TryParseExact(map.Text(key), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        context.Problems.Add(map.PlaceOf(key), $"「{key}」は \"09:00\" の形で書いてください。");
        return default;
    }
}
