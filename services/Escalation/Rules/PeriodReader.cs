namespace Csirt.Escalation.Rules;

/// <summary>Reads deadlines: an amount, from when, and whose it is.</summary>
internal static class PeriodReader
{
    public static IReadOnlyDictionary<string, Label> Labels { get; } = new Dictionary<string, Label>
    {
        ["法令"] = Label.Statute,
        ["ガイドライン"] = Label.Guideline,
        ["町"] = Label.Town,
    };

    private static readonly Dictionary<string, From> Froms = new()
    {
        ["known"] = From.Known,
        ["judged"] = From.Judged,
        ["opened"] = From.Opened,
        ["trigger"] = From.Trigger,
        ["filed"] = From.Filed,
    };

    public static Period? ReadOrNull(YamlMap owner, string key, PackContext context) =>
        owner.MapOrNull(key) is { } map ? Read(map, context) : null;

    /// <summary>Reads a period and leaves fields beside it (<c>unless</c>) to the caller, who rejects what nobody read.</summary>
    public static Period ReadOpen(YamlMap map, PackContext context)
    {
        var longer = map.MapOrNull("longer");
        var period = new Period
        {
            Days = map.NumberOrNull("days"),
            Hours = map.NumberOrNull("hours"),
            From = context.OneOf(map, "from", "起算", Froms),
            FiledRule = map.TextOrNull("of"),
            RollsOver = map.Flag("roll_over"),
            Label = context.OneOf(map, "label", "区分", Labels),
            LongerDays = longer?.NumberOrNull("days"),
            LongerGround = longer?.Text("when_ground"),
        };
        longer?.RejectUnread();
        Check(period, map, context);
        return period;
    }

    private static Period Read(YamlMap map, PackContext context)
    {
        var period = ReadOpen(map, context);
        map.RejectUnread();
        return period;
    }

    private static void Check(Period period, YamlMap map, PackContext context)
    {
        if (period.Days is null == period.Hours is null || period.Days == 0 || period.Hours == 0)
        {
            context.Problems.Add(map.Place, "「days」か「hours」のどちらか一方に1以上の数を書いてください（日数は初日を1日目と数えます）。");
        }

        if (period.RollsOver && period.Days is null)
        {
            context.Problems.Add(map.PlaceOf("roll_over"), "「roll_over」は日数の期限だけに使えます。");
        }

        if (period.LongerGround is not null && (period.LongerDays is null || period.LongerDays <= period.Days))
        {
            context.Problems.Add(map.PlaceOf("longer"), "「longer」の日数は「days」より長くなければなりません。");
        }

        if (period.From == From.Filed)
        {
            context.RefersToRule(map.Place, map.Text("of"));
        }
        else if (period.FiledRule is not null)
        {
            context.Problems.Add(map.PlaceOf("of"), "「of」は from: filed のときだけ使えます。");
        }
    }
}
