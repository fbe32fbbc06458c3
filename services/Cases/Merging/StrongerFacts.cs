using System.Text.Json;
using System.Text.Json.Nodes;
using Csirt.Cases.Assessments;
using Csirt.Cases.Model;
using Csirt.Contracts;
using Csirt.Contracts.Http.Cases;
using Csirt.Contracts.Values;

namespace Csirt.Cases.Merging;

/// <summary>The stronger of two cases' answers to each fact: yes, suspected, unknown, no, not asked. Persons: the wider range.</summary>
internal static class StrongerFacts
{
    private static readonly string[] Strength = ["no", "unknown", "suspected", "yes"];

    internal static FactPatch Join(CaseDocument target, CaseDocument source, Context x)
    {
        var facts = FactPatch.ToObject(target.Facts);
        var known = target.FactsKnown.ToDictionary();
        List<FactChange> changes = [];
        foreach (var (name, theirs) in FactPatch.ToObject(source.Facts))
        {
            var ours = facts[name];
            var joined = Stronger(ours, theirs!);
            // The answer counts from when the merged case had it; null: from 知った, which is now the earlier of the two.
            var date = source.FactsKnown.TryGetValue(name, out var since) ? since : (FactTime?)null;
            if (JsonNode.DeepEquals(ours, joined) && !KnownEarlier(name, ours, theirs!, date, known))
            {
                continue;
            }

            changes.Add(new FactChange(name, ours?.ToJsonString(CsirtJson.Options), joined.ToJsonString(CsirtJson.Options), date, x.Now, x.By, source.Id));
            facts[name] = joined.DeepClone();
            known.Remove(name);
            if (date is { } day)
            {
                known[name] = day;
            }
        }

        return new FactPatch(FactPatch.ToFacts(facts), known, changes);
    }

    /// <summary>Gives back what the merge of this case brought, where nobody has changed it since.</summary>
    internal static FactPatch Part(CaseDocument target, string mergedId, Context x)
    {
        var facts = FactPatch.ToObject(target.Facts);
        var known = target.FactsKnown.ToDictionary();
        List<FactChange> changes = [];
        foreach (var (change, at) in target.FactChanges.Select((c, i) => (c, i)).Where(c => c.c.MergedCaseId == mergedId))
        {
            if (target.FactChanges.Skip(at + 1).Any(later => later.Fact == change.Fact))
            {
                continue;
            }

            var before = target.FactChanges.Take(at).LastOrDefault(c => c.Fact == change.Fact)?.Known;
            changes.Add(new FactChange(change.Fact, change.To, change.From, before, x.Now, x.By, mergedId));
            facts[change.Fact] = change.From is null ? null : JsonNode.Parse(change.From);
            known.Remove(change.Fact);
            if (before is { } day)
            {
                known[change.Fact] = day;
            }
        }

        return new FactPatch(FactPatch.ToFacts(facts), known, changes);
    }

    // Both say the same, but the merged case knew first: its date counts.
    private static bool KnownEarlier(string name, JsonNode? ours, JsonNode theirs, FactTime? date, Dictionary<string, FactTime> known) =>
        Bearing.Of(ours) == Bearing.Of(theirs) && known.TryGetValue(name, out var present)
        && (date is null || date.Value.EarliestMoment < present.EarliestMoment);

    private static JsonNode Stronger(JsonNode? ours, JsonNode theirs) => ours switch
    {
        null => theirs,
        JsonObject => Wider(ours, theirs),
        _ => Array.IndexOf(Strength, theirs.GetValue<string>()) > Array.IndexOf(Strength, ours.GetValue<string>()) ? theirs : ours,
    };

    private static JsonNode Wider(JsonNode ours, JsonNode theirs)
    {
        var (a, b) = (ours.Deserialize<PersonCount>(CsirtJson.Options)!, theirs.Deserialize<PersonCount>(CsirtJson.Options)!);
        // A bound over 100 already makes the duty: the other case's lack of a bound must not turn it into a question again.
        var bound = Math.Max(a.Max ?? 0, b.Max ?? 0);
        var max = (a.Max is not null && b.Max is not null) || bound > Bearing.Threshold ? bound : (long?)null;
        var min = a.Min is { } low && b.Min is { } lower ? Math.Max(low, lower) : a.Min ?? b.Min;
        return JsonSerializer.SerializeToNode(new PersonCount(min, max), CsirtJson.Options)!;
    }
}
