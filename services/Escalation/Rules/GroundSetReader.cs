namespace Csirt.Escalation.Rules;

/// <summary>Reads the grounds of one law.</summary>
internal static class GroundSetReader
{
    public static GroundSet Read(string id, YamlMap map, PackContext context)
    {
        var read = map.Maps("grounds").Select(ground => ReadGround(id, ground, context)).ToArray();
        var set = new GroundSet(
            id,
            map.Text("title"),
            map.Text("question"),
            ConditionReader.ReadOrNull(map, "base", context) ?? new AllOf([]),
            [.. read.OfType<Ground>()]);
        if (read.Length == 0 || !map.Has("base"))
        {
            context.Problems.Add(map.Place, "「base」と「grounds」が必要です。");
        }

        foreach (var twice in set.Grounds.GroupBy(ground => ground.Id).Where(ground => ground.Count() > 1))
        {
            context.Problems.Add(map.PlaceOf("grounds"), $"号「{twice.Key}」が二度あります。");
        }

        map.RejectUnread();
        return set;
    }

    private static Ground? ReadGround(string set, YamlMap map, PackContext context)
    {
        var id = map.Text("id");
        if (!map.Has("when"))
        {
            context.Problems.Add(map.Place, "「when」が必要です。");
        }

        var ground = new Ground(id, map.Text("title"), map.Text("basis"), ConditionReader.ReadOrNull(map, "when", context) ?? new AllOf([]));
        var optional = map.Flag("optional");
        map.TextOrNull("note");
        map.RejectUnread();
        return optional && !context.IsEnabled($"{set}/{id}") ? null : ground;
    }
}
