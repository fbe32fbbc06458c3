using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Cases.Assessments;

/// <summary>Facts as a form has them: answers by snake_case name.</summary>
internal static class FactAnswers
{
    public static Dictionary<string, Answer?> Of(CaseFacts facts) => NamesIn(facts)
        .Select(name => (Name: name, Value: ((JsonObject)JsonSerializer.SerializeToNode(facts, CsirtJson.Options)!)[name]!))
        .Where(f => f.Value.GetValueKind() == JsonValueKind.String)
        .ToDictionary(f => f.Name, f => f.Value.Deserialize<Answer?>(CsirtJson.Options));

    /// <summary>What was chosen in the form. Not left to model binding: with nothing chosen, it would take every other field for a fact.</summary>
    public static Dictionary<string, Answer?> Typed(IFormCollection form) => FactWords.All
        .Select(f => (f.Name, Answer: Enum.TryParse<Answer>(form[$"Facts[{f.Name}]"], out var answer) && Enum.IsDefined(answer) ? answer : (Answer?)null))
        .Where(f => f.Answer is not null)
        .ToDictionary(f => f.Name, f => f.Answer);

    /// <summary>Names of the facts that are answered.</summary>
    public static IReadOnlyList<string> NamesIn(CaseFacts facts) => [.. ((JsonObject)JsonSerializer.SerializeToNode(facts, CsirtJson.Options)!).Select(p => p.Key)];

    /// <summary>Only what differs from the case; null where nothing does.</summary>
    public static CaseFacts? Changed(CaseFacts present, Dictionary<string, Answer?> typed, PersonCount? persons, PersonCount? myNumberPersons)
    {
        var before = Of(present);
        var changed = new JsonObject();
        foreach (var (name, answer) in typed.Where(t => t.Value is not null && t.Value != before.GetValueOrDefault(t.Key)))
        {
            changed[name] = JsonSerializer.SerializeToNode(answer, CsirtJson.Options);
        }

        if (persons is not null && persons != present.Persons)
        {
            changed["persons"] = JsonSerializer.SerializeToNode(persons, CsirtJson.Options);
        }

        if (myNumberPersons is not null && myNumberPersons != present.MyNumberPersons)
        {
            changed["my_number_persons"] = JsonSerializer.SerializeToNode(myNumberPersons, CsirtJson.Options);
        }

        return changed.Count == 0 ? null : changed.Deserialize<CaseFacts>(CsirtJson.Options);
    }
}
