using Csirt.Contracts.Http.Cases;
using Csirt.Portal.Wording;

namespace Csirt.Portal.Pages.Duties;

/// <summary>What people recorded in a case, by the item of a report that asks for it. The reports themselves hold facts only.</summary>
internal static class RecordedTexts
{
    public static IReadOnlyDictionary<string, string> Of(CaseDetail c, DateOnly today)
    {
        var texts = new Dictionary<string, string>();
        if (c.Cause is { } cause)
        {
            var origin = CaseWords.Of(cause.Origin);
            texts["原因"] = $"原因の主体：{origin}\n{cause.Text}";
            texts["推定原因"] = $"{cause.Text}（{origin}）";
        }

        Add(texts, "再発防止のための措置（実施済み）", c, MeasureState.Done, m => m.DoneAt is { } at ? $"（{JapanTime.Say(at, today)}）" : "");
        Add(texts, "再発防止のための措置（今後実施予定）", c, MeasureState.Planned, m => m.PlannedFor is { } day ? $"（{JapanTime.Say(day, today)}予定）" : "（時期は未定）");
        if (c.Publication is { } publication)
        {
            texts["公表の実施状況"] = $"{CaseWords.Of(publication.State)}　{publication.Reason}　{publication.Place}".Trim();
        }

        if (c.Evidence.Count > 0)
        {
            texts["保存した記録"] = string.Join('\n', c.Evidence.Select(evidence => $"・{evidence.Description}（保管：{evidence.KeptAt}）"));
        }

        return texts;
    }

    private static void Add(Dictionary<string, string> texts, string title, CaseDetail c, MeasureState state, Func<Measure, string> when)
    {
        var lines = c.Measures.Where(m => m.Kind == MeasureKind.Prevention && m.State == state).Select(m => $"・{m.Text}{when(m)}").ToArray();
        if (lines.Length > 0)
        {
            texts[title] = string.Join('\n', lines);
        }
    }
}
