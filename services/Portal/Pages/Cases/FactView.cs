using System.Text.Json;
using Csirt.Contracts;
using Csirt.Contracts.Values;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Cases;

/// <summary>A fact and its answer as shown.</summary>
internal sealed record FactView(string Label, string Said, bool Answered)
{
    public static IReadOnlyList<FactView> Of(CaseFacts facts)
    {
        var answers = JsonSerializer.SerializeToElement(facts, CsirtJson.Options);
        return
        [
            .. FactWords.Event.Select(f => One(f, answers)),
            .. FactWords.Personal.Select(f => One(f, answers)),
            new("本人の数", FactWords.Say(facts.Persons), facts.Persons is not null),
            .. FactWords.Number.Select(f => One(f, answers)),
            new("特定個人情報の本人の数", FactWords.Say(facts.MyNumberPersons), facts.MyNumberPersons is not null),
        ];
    }

    private static FactView One(FactWord fact, JsonElement answers)
    {
        var answer = answers.TryGetProperty(fact.Name, out var value) ? value.Deserialize<Answer?>(CsirtJson.Options) : null;
        return new FactView(fact.Label, answer.InJapanese(), answer is not null);
    }
}
