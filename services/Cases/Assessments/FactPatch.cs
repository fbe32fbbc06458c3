using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Cases.Model;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Assessments;

/// <summary>
/// Answers laid over the facts as they stand. Facts are versioned, never replaced: every change is kept, and an answer that
/// turns gets the day on which it became known, from which its own clock runs (法68条; persons crossing 100 among them).
/// </summary>
internal sealed record FactPatch(CaseFacts Facts, IReadOnlyDictionary<string, FactTime> Known, IReadOnlyList<FactChange> Changes)
{
    private static readonly HashSet<string> Names = [.. typeof(CaseFacts).GetProperties().Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))];

    internal static FactPatch Of(CaseDocument c, CaseFacts? given, IReadOnlyDictionary<string, FactTime>? dates, Check check, Context x)
    {
        CheckDates(c, given, dates, check);
        CheckPersons("facts.persons", given?.Persons, check);
        CheckPersons("facts.my_number_persons", given?.MyNumberPersons, check);
        return given is null ? new FactPatch(c.Facts, c.FactsKnown, []) : Lay(c, given, dates ?? new Dictionary<string, FactTime>(), x);
    }

    /// <summary>The facts as a JSON object by snake_case name; what was not asked is not in it.</summary>
    internal static JsonObject ToObject(CaseFacts facts) => JsonSerializer.SerializeToNode(facts, CsirtJson.Options)!.AsObject();

    internal static CaseFacts ToFacts(JsonObject facts) => facts.Deserialize<CaseFacts>(CsirtJson.Options)!;

    /// <summary>"persons：1～60人" and the like, for the timeline.</summary>
    internal static string Describe(FactChange change) => $"{FactNames.InJapanese(change.Fact)}＝{FactNames.Show(change.To)}"
        + (change.Known is { } known ? $"（{known.JapanDate:yyyy-MM-dd}判明）" : "");

    private static FactPatch Lay(CaseDocument c, CaseFacts given, IReadOnlyDictionary<string, FactTime> dates, Context x)
    {
        var facts = ToObject(c.Facts);
        var known = c.FactsKnown.ToDictionary();
        List<FactChange> changes = [];
        foreach (var (name, answer) in ToObject(given))
        {
            var before = facts[name];
            var turned = Bearing.Of(before) is { } old && old != Bearing.Of(answer);
            var date = dates.TryGetValue(name, out var stated) ? stated : turned ? FactTime.At(x.Now) : (FactTime?)null;
            if (JsonNode.DeepEquals(before, answer) && date is null)
            {
                continue;
            }

            changes.Add(new FactChange(name, before?.ToJsonString(CsirtJson.Options), answer!.ToJsonString(CsirtJson.Options), date, x.Now, x.By));
            facts[name] = answer.DeepClone();
            if (date is { } day)
            {
                known[name] = day;
            }
        }

        return new FactPatch(ToFacts(facts), known, changes);
    }

    private static void CheckDates(CaseDocument c, CaseFacts? given, IReadOnlyDictionary<string, FactTime>? dates, Check check)
    {
        var answered = given is null ? [] : ToObject(given);
        foreach (var (name, date) in dates ?? new Dictionary<string, FactTime>())
        {
            var field = $"facts_known.{name}";
            check.Valid(Names.Contains(name), field, "unknown_fact", "この名前の項目はありません。");
            check.Valid(answered.ContainsKey(name), field, "fact_not_given", "判明した日は、回答とあわせて入力してください。");
            check.Valid(date.Kind is not FactTimeKind.Unknown, field, "time_unknown", "日付または日時を入力してください。");
            check.NotInFuture(field, date);
            // Known earlier than 知った contradicts it: then 知った itself is to be corrected.
            check.Valid(date.JapanDate is not { } day || c.Times.Known.JapanDate is not { } first || day >= first, field, "fact_before_known",
                "知った日より前です。知った日時の方を訂正してください。");
        }
    }

    private static void CheckPersons(string field, PersonCount? count, Check check) =>
        check.Valid(count is null || (count is { Min: null or >= 0, Max: null or >= 0 } && !(count.Min > count.Max)), field, "persons_range",
            "人数は0以上で、最小が最大を超えないように入力してください。");
}

/// <summary>What an answer bears on a duty: yes and suspected alike, no, or unknown; persons by whether they pass 100.</summary>
internal static class Bearing
{
    /// <summary>More than 100 persons (規則43条4号): not 100 itself.</summary>
    internal const long Threshold = 100;

    internal static string? Of(JsonNode? answer) => answer switch
    {
        null => null,
        JsonObject persons => OfPersons(persons.Deserialize<PersonCount>(CsirtJson.Options)!),
        _ => answer.GetValue<string>() is var text && text == "suspected" ? "yes" : text,
    };

    private static string OfPersons(PersonCount count) => (count.Min, count.Max) switch
    {
        ( > Threshold, _) or (_, > Threshold) => "yes",
        (_, null) => "unknown",
        _ => "no",
    };
}
