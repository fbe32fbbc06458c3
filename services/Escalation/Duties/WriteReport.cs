using Csirt.Contracts.Http.Escalation;
using Csirt.Escalation.Reports;
using Csirt.Platform.Http;

namespace Csirt.Escalation.Duties;

/// <summary>People complete the report, item by item. What they wrote is kept until it is handed in and carried on to the next report.</summary>
internal static class WriteReport
{
    private const int LongestItem = 8000;

    public static DutyDocument Apply(DutyDocument duty, ReportTextRequest r, Acting x)
    {
        Steps.Demand(duty, Steps.Write, x);
        var titles = ReportTexts.TitlesOf(duty, x.Desk);
        new InputErrors()
            .Check(r.Items.Count > 0 && r.Items.Keys.All(titles.Contains), "items", "この報告にない項目です。")
            .Check(r.Items.Values.All(text => text.Length <= LongestItem), "items", $"1つの項目は{LongestItem}文字以内で入力してください。")
            .ThrowIfAny();
        var written = new Dictionary<string, string>(duty.Written);
        foreach (var (title, text) in r.Items)
        {
            if (text.Trim().ReplaceLineEndings("\n") is { Length: > 0 } kept)
            {
                written[title] = Platform.Text.LeakedValues.Mask(kept);
            }
            else
            {
                written.Remove(title);
            }
        }

        return (duty with { Written = written }).With(x.Entry("report_written", string.Join("、", r.Items.Keys)));
    }
}
