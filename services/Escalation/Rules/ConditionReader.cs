using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>Reads conditions: one question each, combined by <c>all</c>, <c>any</c> and <c>not</c>.</summary>
internal static class ConditionReader
{
    private static readonly string[] Questions =
    [
        "all", "any", "not", "use", "grounds", "fact", "persons", "channel", "found_by", "kind", "severity_at_least", "stage", "event", "zone",
        "provider_kind", "body", "restricted", "drill", "absent", "similar_systems",
    ];

    private static readonly Condition Unreadable = new AllOf([]);

    /// <summary>The condition under a key; null where the key is missing.</summary>
    public static Condition? ReadOrNull(YamlMap owner, string key, PackContext context) =>
        owner.MapOrNull(key) is { } map ? Read(map, context) : null;

    public static Condition Read(YamlMap map, PackContext context)
    {
        var asked = map.Keys.Where(Questions.Contains).ToArray();
        if (asked.Length != 1)
        {
            var problem = asked.Length == 0
                ? $"条件がありません。使えるのは {string.Join("、", Questions)} です。"
                : $"条件は1つずつ書き、all か any で組み合わせてください（{string.Join("、", asked)}）。";
            context.Problems.Add(map.Place, problem);
            return Unreadable;
        }

        var condition = ReadQuestion(asked[0], map, context);
        if (map.Has("if_not_asked"))
        {
            condition = new IfNotAsked(condition, context.OneOf(map, "if_not_asked", "答え", AnswersWithoutNotAsked));
        }

        map.RejectUnread();
        return condition;
    }

    private static Condition ReadQuestion(string question, YamlMap map, PackContext context) => question switch
    {
        "all" => new AllOf([.. Parts(map, question, context)]),
        "any" => new AnyOf([.. Parts(map, question, context)]),
        "not" => new Not(ReadOrNull(map, question, context) ?? Unreadable),
        "use" => context.OneOf(map, question, "条件の名前", OrUnreadable(context.Conditions)),
        "grounds" => new GroundsHold(context.OneOf(map, question, "号の組", OrNothing(context.GroundSets))),
        "fact" => ReadFact(map, context),
        "persons" => ReadPersons(map, context),
        "channel" => new ChannelIs(context.WordsOf(map, question, "経路", Vocabulary.Words<Channel>())),
        "found_by" => new FoundByRole(context.RolesOf(map, question, required: true)),
        "kind" => new KindIs(context.WordsOf(map, question, "種別", Vocabulary.Words<IncidentKind>())),
        "severity_at_least" => new SeverityAtLeast(context.OneOf(map, question, "重大度", Vocabulary.Words<Severity>())),
        "stage" => new StageIs(context.WordsOf(map, question, "段階", Vocabulary.Words<CaseStage>())),
        "event" => new EventIs(context.WordsOf(map, question, "出来事", Vocabulary.Events.ToDictionary(name => name))),
        "zone" => new ZoneIs(context.WordsOf(map, question, "ネットワーク区分", Vocabulary.Words<NetworkZone>())),
        "provider_kind" => new ProviderKindIs(context.WordsOf(map, question, "連絡先の種別", Vocabulary.Recipients.ToDictionary(kind => kind.Key, kind => kind.Key))),
        "body" => new BodyUnderAppi68(context.OneOf(map, question, "報告主体", new Dictionary<string, bool> { ["under_appi68"] = true, ["assembly"] = false })),
        "restricted" => new RestrictedIs(map.Flag(question)),
        "drill" => new DrillIs(map.Flag(question)),
        "absent" => new RoleAbsent(context.OneOf(map, question, "役割", Vocabulary.RolesAndCodeNames)),
        _ => ReadSimilarSystems(map, context),
    };

    private static IEnumerable<Condition> Parts(YamlMap map, string key, PackContext context)
    {
        var parts = map.Maps(key);
        if (parts.Count == 0)
        {
            context.Problems.Add(map.PlaceOf(key), $"「{key}」の中に条件がありません。");
            return [Unreadable];
        }

        return parts.Select(part => Read(part, context));
    }

    private static Condition ReadFact(YamlMap map, PackContext context)
    {
        var name = context.OneOf(map, "fact", "事実", Vocabulary.Facts.Keys.ToDictionary(fact => fact));
        var answers = context.WordsOf(map, "is", "答え", TruthWord.All);
        var others = context.WordsOf(map, "is_not", "答え", TruthWord.All);
        if (map.Has("is") && map.Has("is_not"))
        {
            context.Problems.Add(map.PlaceOf("is_not"), "「is」と「is_not」はどちらか一方です。");
        }

        return map.Has("is") ? new FactIs(name, answers)
            : map.Has("is_not") ? new FactIs(name, [.. TruthWord.All.Values.Except(others)])
            : new FactHolds(name);
    }

    private static PersonsOver ReadPersons(YamlMap map, PackContext context)
    {
        var name = context.OneOf(map, "persons", "人数", Vocabulary.Counts.Keys.ToDictionary(count => count));
        if (!map.Has("over"))
        {
            context.Problems.Add(map.Place, "「over」（何人を超えるとき）が必要です。");
        }

        return new PersonsOver(name, map.NumberOrNull("over") ?? 0);
    }

    private static SimilarSystemsChecked ReadSimilarSystems(YamlMap map, PackContext context)
    {
        context.OneOf(map, "similar_systems", "横展開の状態", new Dictionary<string, bool> { ["answered"] = true });
        return new SimilarSystemsChecked();
    }

    private static Dictionary<string, Truth> AnswersWithoutNotAsked { get; } =
        TruthWord.All.Where(word => word.Value != Truth.NotAsked).ToDictionary();

    // OneOf needs a value to go on with when the name is unknown; what it returns then is never used: loading fails.
    private static Dictionary<string, Condition> OrUnreadable(Dictionary<string, Condition> known) =>
        known.Count > 0 ? known : new() { ["（未定義）"] = Unreadable };

    private static Dictionary<string, GroundSet> OrNothing(Dictionary<string, GroundSet> known) =>
        known.Count > 0 ? known : new() { ["（未定義）"] = new GroundSet("", "", "", Unreadable, []) };
}
