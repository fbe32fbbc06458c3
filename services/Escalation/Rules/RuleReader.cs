namespace Csirt.Escalation.Rules;

/// <summary>Reads one rule of a pack.</summary>
internal static class RuleReader
{
    private static readonly string[] Actions = ["notify", "duty", "judge", "readiness", "directory"];

    private static readonly Dictionary<string, Confidence> Confidences = new()
    {
        ["S"] = Confidence.Source,
        ["2"] = Confidence.Secondary,
        ["M"] = Confidence.General,
    };

    /// <summary>The rule, or null where it is optional and the town did not switch it on.</summary>
    public static Rule? Read(YamlMap map, string pack, PackContext context)
    {
        var id = map.Text("id");
        var rule = new Rule
        {
            Id = id,
            Pack = pack,
            Title = map.Text("title"),
            Basis = map.Text("basis"),
            Label = context.OneOf(map, "label", "区分", PeriodReader.Labels),
            Confidence = context.OneOf(map, "confidence", "確度", Confidences),
            EffectiveFrom = map.DateOrNull("effective_from"),
            EffectiveTo = map.DateOrNull("effective_to"),
            When = ConditionReader.ReadOrNull(map, "when", context),
            Grounds = map.Has("grounds") ? context.OneOf(map, "grounds", "号の組", context.GroundSets) : null,
            Action = ReadAction(map, context),
            Place = map.Place,
        };
        Check(rule, map, context);
        var optional = map.Flag("optional");
        map.TextOrNull("note");
        map.RejectUnread();
        return optional && !context.IsEnabled(id) ? null : rule;
    }

    private static void Check(Rule rule, YamlMap map, PackContext context)
    {
        if (rule.EffectiveTo < rule.EffectiveFrom)
        {
            context.Problems.Add(map.PlaceOf("effective_to"), "「effective_to」が「effective_from」より前です。");
        }

        foreach (var other in context.Rules.Where(other => other.Id == rule.Id && Overlap(other, rule)))
        {
            context.Problems.Add(map.Place, $"規則「{rule.Id}」は {other.Place.File}:{other.Place.Line} と適用期間が重なります。");
        }

        if (rule is { Action: DutyAction { Limit.LongerGround: { } ground }, Grounds: var set } && set?.Grounds.Any(known => known.Id == ground) != true)
        {
            context.Problems.Add(map.Place, $"号「{ground}」がこの規則の「grounds」にありません。");
        }
    }

    private static bool Overlap(Rule one, Rule other) =>
        (one.EffectiveFrom ?? DateOnly.MinValue) <= (other.EffectiveTo ?? DateOnly.MaxValue)
        && (other.EffectiveFrom ?? DateOnly.MinValue) <= (one.EffectiveTo ?? DateOnly.MaxValue);

    private static RuleAction ReadAction(YamlMap map, PackContext context)
    {
        var actions = Actions.Where(map.Has).ToArray();
        if (actions.Length != 1)
        {
            context.Problems.Add(map.Place, $"{string.Join("、", Actions)} のうち1つだけを書いてください。");
            return new ReadinessAction("", []);
        }

        var action = map.MapOrNull(actions[0]);
        if (action is null)
        {
            return new ReadinessAction("", []);
        }

        RuleAction read = actions[0] switch
        {
            "notify" => ActionReader.ReadNotify(action, context),
            "duty" => ActionReader.ReadDuty(action, context),
            "judge" => ActionReader.ReadJudge(action, context),
            "directory" => DirectoryActionReader.Read(action, context),
            _ => ActionReader.ReadReadiness(action, context),
        };
        action.RejectUnread();
        return read;
    }
}
