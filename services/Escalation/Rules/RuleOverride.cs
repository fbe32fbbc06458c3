using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>
/// A town's change of a rule: recipients, texts, targets and its own deadlines. A deadline of statute or guideline may be
/// tightened, never loosened.
/// </summary>
internal static class RuleOverride
{
    public static void Apply(YamlMap map, PackContext context)
    {
        var id = map.Text("rule");
        var change = Read(map, context);
        map.TextOrNull("note");
        map.RejectUnread();
        var found = false;
        for (var index = 0; index < context.Rules.Count; index++)
        {
            if (context.Rules[index].Id == id)
            {
                found = true;
                context.Rules[index] = context.Rules[index] with { Action = Changed(context.Rules[index].Action, change, map, context) };
            }
        }

        if (!found)
        {
            context.Problems.Add(map.PlaceOf("rule"), $"規則「{id}」がありません。");
        }
    }

    private static Change Read(YamlMap map, PackContext context) => new(
        RolesOrNull(map, "to", context),
        RolesOrNull(map, "prepared_by", context),
        RolesOrNull(map, "approved_by", context),
        RolesOrNull(map, "decided_by", context),
        PeriodReader.ReadOrNull(map, "target", context),
        PeriodReader.ReadOrNull(map, "limit", context),
        map.Has("remind") ? ActionReader.ReadReminders(map, context) : null,
        map.TextOrNull("text"));

    private static RuleAction Changed(RuleAction action, Change change, YamlMap map, PackContext context)
    {
        switch (action)
        {
            case DutyAction duty:
                Refuse(map, context, "to", "decided_by", "text");
                CheckTightens(duty.Limit, change.Limit, map, context);
                return duty with
                {
                    PreparedBy = change.PreparedBy ?? duty.PreparedBy,
                    ApprovedBy = change.ApprovedBy ?? duty.ApprovedBy,
                    Target = change.Target ?? duty.Target,
                    Limit = change.Limit ?? duty.Limit,
                    Reminders = change.Reminders ?? duty.Reminders,
                };
            case NotifyAction notify:
                Refuse(map, context, "prepared_by", "approved_by", "decided_by", "limit", "remind");
                if (change.Text is { } text)
                {
                    context.RefersToText(map.PlaceOf("text"), text);
                }

                return notify with { To = change.To ?? notify.To, AtLatest = change.Target ?? notify.AtLatest, Text = change.Text ?? notify.Text };
            case JudgeAction judge:
                Refuse(map, context, "to", "prepared_by", "approved_by", "limit", "remind", "text");
                return judge with { DecidedBy = change.DecidedBy ?? judge.DecidedBy, Target = change.Target ?? judge.Target };
            default:
                return action;
        }
    }

    private static void CheckTightens(Period? limit, Period? changed, YamlMap map, PackContext context)
    {
        if (limit is null || changed is null || limit.Label == Label.Town)
        {
            return;
        }

        var tightens = changed.From == limit.From
            && changed.Days <= limit.Days
            && (limit.RollsOver || !changed.RollsOver)
            && (changed.LongerGround is null || (changed.LongerGround == limit.LongerGround && changed.LongerDays <= limit.LongerDays));
        if (!tightens)
        {
            context.Problems.Add(map.PlaceOf("limit"), "法令・ガイドラインの期限は、町の規則で早めることはできますが、緩めることはできません。");
        }
    }

    private static void Refuse(YamlMap map, PackContext context, params IEnumerable<string> keys)
    {
        foreach (var key in keys.Where(map.Has))
        {
            context.Problems.Add(map.PlaceOf(key), $"この規則では「{key}」を変えられません。");
        }
    }

    private static IReadOnlyList<Role>? RolesOrNull(YamlMap map, string key, PackContext context) =>
        map.Has(key) ? context.RolesOf(map, key) : null;

    private sealed record Change(
        IReadOnlyList<Role>? To,
        IReadOnlyList<Role>? PreparedBy,
        IReadOnlyList<Role>? ApprovedBy,
        IReadOnlyList<Role>? DecidedBy,
        Period? Target,
        Period? Limit,
        IReadOnlyList<Reminder>? Reminders,
        string? Text);
}
