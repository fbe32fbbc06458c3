using Csirt.Contracts.Values;

namespace Csirt.Escalation.Rules;

/// <summary>What has been read so far. A name must be defined before it is used, so that no definition can go round in circles.</summary>
internal sealed class PackContext
{
    private readonly List<(Place Place, string RuleId)> _ruleReferences = [];
    private readonly List<(Place Place, string TextId)> _textReferences = [];
    private readonly List<(Place Place, string ReportId)> _reportReferences = [];

    public PackProblems Problems { get; } = new();

    public Dictionary<string, Condition> Conditions { get; } = [];

    public Dictionary<string, GroundSet> GroundSets { get; } = [];

    public Dictionary<string, MailText> Texts { get; } = [];

    public Dictionary<string, ReportTemplate> Reports { get; } = [];

    public List<Rule> Rules { get; } = [];

    /// <summary>Optional rules (<c>rule</c>) and grounds (<c>set/ground</c>) that a town switched on, with where it did.</summary>
    public Dictionary<string, Place> Enabled { get; } = [];

    public HashSet<string> EnabledSeen { get; } = [];

    public TownSettings? Town { get; set; }

    public void RefersToRule(Place place, string ruleId) => _ruleReferences.Add((place, ruleId));

    public void RefersToText(Place place, string textId) => _textReferences.Add((place, textId));

    public void RefersToReport(Place place, string reportId) => _reportReferences.Add((place, reportId));

    public bool IsEnabled(string name)
    {
        EnabledSeen.Add(name);
        return Enabled.ContainsKey(name);
    }

    public IReadOnlyList<Role> RolesOf(YamlMap map, string key, bool required = false)
    {
        var roles = WordsOf(map, key, "役割", Vocabulary.RolesAndCodeNames);
        if (required && !map.Has(key))
        {
            Problems.Add(map.Place, $"「{key}」が必要です。");
        }

        return roles;
    }

    public IReadOnlyList<T> WordsOf<T>(YamlMap map, string key, string what, IReadOnlyDictionary<string, T> known)
    {
        var values = new List<T>();
        foreach (var (word, place) in map.Words(key))
        {
            if (known.TryGetValue(word, out var value))
            {
                values.Add(value);
            }
            else
            {
                Problems.Add(place, $"知らない{what}「{word}」です。使えるのは {string.Join("、", known.Keys)} です。");
            }
        }

        return values;
    }

    /// <summary>One word out of a fixed list; the first of the list, reported, where it is missing or unknown.</summary>
    public T OneOf<T>(YamlMap map, string key, string what, IReadOnlyDictionary<string, T> known)
    {
        var values = WordsOf(map, key, what, known);
        if (values.Count == 1)
        {
            return values[0];
        }

        if (!map.Has(key))
        {
            Problems.Add(map.Place, $"「{key}」が必要です。");
        }
        else if (values.Count > 1)
        {
            Problems.Add(map.PlaceOf(key), $"「{key}」は1つだけ書いてください。");
        }

        return known.Values.First();
    }

    public void CheckReferences()
    {
        foreach (var (place, ruleId) in _ruleReferences.Where(reference => Rules.All(rule => rule.Id != reference.RuleId)))
        {
            Problems.Add(place, $"規則「{ruleId}」がありません。");
        }

        foreach (var (place, textId) in _textReferences.Where(reference => !Texts.ContainsKey(reference.TextId)))
        {
            Problems.Add(place, $"文面「{textId}」がありません。");
        }

        foreach (var (place, reportId) in _reportReferences.Where(reference => !Reports.ContainsKey(reference.ReportId)))
        {
            Problems.Add(place, $"報告の下書き「{reportId}」がありません。");
        }

        foreach (var (name, place) in Enabled.Where(enabled => !EnabledSeen.Contains(enabled.Key)))
        {
            Problems.Add(place, $"「{name}」という選択制の規則・号はありません。");
        }
    }
}
